# Propuestas: listas, páginas, escribir una.
# used: status-* proposal-sort-* proposal-filter-* proposal-field-* proposal-new-* closed-propose-* closed-comment-* closed-support-* closed-answer-* closed-contribute-*
status-published = Abierta
status-under-review = En estudio
status-accepted = Aceptada
status-rejected = No aceptada
status-implemented = Hecha
status-merged = Fusionada
status-withdrawn = Retirada

closed-propose-opens = Puedes proponer ideas a partir del { $date }.
closed-propose-ended = El plazo para proponer terminó el { $date }.
closed-propose-never = Aquí no se recogen ideas ahora.
closed-comment-opens = Puedes comentar a partir del { $date }.
closed-comment-ended = El plazo para comentar terminó el { $date }.
closed-comment-never = Aquí no se recogen comentarios ahora.
closed-support-opens = Puedes apoyar ideas a partir del { $date }.
closed-support-ended = El plazo para apoyar terminó el { $date }.
closed-support-never = Aquí no se pueden apoyar ideas ahora.
closed-answer-opens = Puedes responder a las frases a partir del { $date }.
closed-answer-ended = El plazo para responder terminó el { $date }.
closed-answer-never = Aquí no se puede responder a frases ahora.
closed-contribute-opens = Puedes añadir frases a partir del { $date }.
closed-contribute-ended = El plazo para añadir frases terminó el { $date }.
closed-contribute-never = Aquí solo el laboratorio añade frases.

proposal-breadcrumbs = Estás aquí
proposal-home = Inicio
proposal-kicker = Propuesta { $number }
proposal-description = Una idea en «{ $title }»: léela, apóyala, coméntala.
proposal-edited = Editada
proposal-imported-author = Autor en la plataforma de la que viene esta idea
proposal-erased-author = cuenta eliminada
proposal-propose = Proponer una idea
proposal-open-until = Puedes proponer ideas hasta el { $date }: { $left }.
proposal-tags = Tema y lugar
proposal-edit = Editar o retirar
proposal-answer = Responder por la ciudad
proposal-history = Historial de este texto
proposal-cancel = Cancelar
proposal-hidden-title = Esta idea está oculta
proposal-hidden = Un moderador ocultó esta idea el { $date }. El motivo:
proposal-hidden-mine = Un moderador ocultó tu idea el { $date }. Solo pueden leerla los moderadores y tú. El motivo:
proposal-restored-mine = La moderación volvió a mirar tu idea el { $date } y la muestra. El motivo:
proposal-merged = Ahora otra idea representa a esta:
proposal-merged-through = Primero se fusionó con la
proposal-merged-hidden = La idea que representaba a esta ya no se muestra, porque un moderador la ocultó. El personal de la ciudad decide de nuevo sobre esta. Era la
proposal-merged-withdrawn = Su autor retiró la idea que representaba a esta. El personal de la ciudad decide de nuevo sobre esta. Era la
proposal-withdrawn-notice = Su autor retiró esta idea el { $date }. Ya no se puede apoyar.

proposal-list-title = Ideas
proposal-list-meta = Ideas – { $title }
proposal-list-description = Lo que la gente propone en «{ $title }».
proposal-list-heading = { $count ->
    [0] Ideas
    [one] 1 idea
   *[other] { $count } ideas
}
# Above what filters leave of all.
proposal-list-found = { $count ->
    [one] { $found } de 1 idea
   *[other] { $found } de { $count } ideas
}
proposal-sort = Orden:
proposal-sort-fair = Justo
proposal-sort-newest = Más recientes
proposal-sort-supported = Más apoyadas
proposal-sort-discussed = Más comentadas
proposal-sort-fair-why = Orden justo: cada día un nuevo orden al azar, igual para todas las personas, para que cada idea pase por el primer lugar.
proposal-filter = Filtrar
proposal-filter-theme = Tema
proposal-filter-area = Lugar
proposal-filter-status = En qué punto está
proposal-filter-all = Todo
proposal-filter-apply = Mostrar estas
proposal-filter-clear = Quitar filtros
proposal-none-match = Ninguna idea coincide con estos filtros
proposal-show-all = Ver todas las ideas
proposal-none-yet = Todavía no hay ideas
proposal-none-yet-invitation = La tuya puede ser la primera.
proposal-pages = Páginas
proposal-page-previous = Anteriores
proposal-page-next = Siguientes
proposal-row-mine = Tú la apoyas
proposal-row-supports = { $count ->
    [one] apoyo
   *[other] apoyos
}
# After a number of supports: those from elsewhere whose supporters are not known.
supports-brought-in = {""} y { $count } traídos de fuera
proposal-row-comments = { $count ->
    [one] comentario
   *[other] comentarios
}

proposal-field-title = Título
proposal-field-body = Tu idea
proposal-field-theme = Tema
proposal-field-area = Lugar
proposal-field-language = Idioma en que escribes
proposal-choice-none = Sin elegir
proposal-title-hint = Una frase que diga qué debería cambiar.
proposal-body-hint = ¿Qué ocurre y qué habría que hacer? Mejor con palabras sencillas. **Dos asteriscos** ponen el texto en negrita; una línea que empieza por - hace una lista.
proposal-new-title = Proponer una idea
proposal-new-cost = 5 minutos. Primero te mostramos lo que ya existe. Verás una vista previa antes de publicarla y podrás editarla después.
proposal-new-account = Para publicar una idea necesitas una cuenta. Se crea en un minuto y después vuelves aquí.
proposal-new-continue = Continuar
proposal-new-preview = Ver una vista previa
proposal-new-publish = Publicar mi idea
proposal-new-preview-title = Así la verán los demás
proposal-new-preview-note = Todavía no se ha publicado nada. Léela una vez más; abajo puedes cambiarla o publicarla.
proposal-new-change = Cambiar algo o publicarla
proposal-new-closed = Ahora no se recogen ideas
proposal-new-closed-read = Leer las ideas

proposal-edit-title = Editar tu idea
proposal-edit-note = Las versiones anteriores se pueden leer en el historial.
proposal-edit-closed = El texto se queda como está. Todavía puedes retirar la idea.
proposal-edit-save = Guardar los cambios
proposal-outdated-title = Tu idea cambió mientras tanto
proposal-outdated-hint = No se ha perdido nada. Esto es lo que hay ahora; tu texto está en el formulario de abajo. Si lo guardas, sustituirá a lo que hay ahora.
proposal-outdated-present = Lo que hay ahora
proposal-outdated-difference = Lo que cambiaría tu texto
proposal-withdraw-title = Retirar esta idea
proposal-withdraw-hint = Sale de todas las listas y ya no se puede apoyar. Su página permanece, con una nota de que la retiraste. No se puede deshacer.
proposal-withdraw = Retirar mi idea

proposal-history-title = Historial de este texto
proposal-history-versions = Versiones
proposal-history-version = Versión { $number }
proposal-history-legend = Lo que se quitó está tachado; lo que se añadió, subrayado.
proposal-history-language = Idioma
proposal-history-first = La primera versión.

flash-proposed = Tu idea está publicada como propuesta { $number }. Cuéntaselo a otras personas: cada apoyo cuenta.
flash-proposal-edited = Tus cambios están guardados.
flash-proposal-withdrawn = Tu idea está retirada.
