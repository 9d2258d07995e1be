# Las páginas del laboratorio.
lab-title = Consultas del laboratorio
lab-lead = Los borradores solo los ve el laboratorio. Todo lo demás es público.
lab-list = Todas las consultas
lab-new = Nueva consulta
lab-new-lead = Elige cómo será; todo se puede cambiar antes de publicarla.
lab-new-cost = 2 minutos. Después ves el borrador completo.
lab-new-do = Crear el borrador
lab-cancel = Cancelar
lab-empty = Todavía no hay ninguna consulta.
lab-empty-next = Empieza con una plantilla; un borrador solo lo ve el laboratorio.
lab-edited = Editada
lab-count-proposals = { $count ->
    [one] idea
   *[other] ideas
}
lab-count-people = { $count ->
    [one] persona
   *[other] personas
}
lab-edit = Editar
lab-edit-title = Editar: { $title }
lab-preview = Verla como la ve la gente
lab-all = Todas las consultas del laboratorio
lab-save = Guardar
lab-save-step = Guardar y añadir más pasos
lab-save-rung = Guardar y añadir más umbrales

lab-state = Quién la ve
lab-publish = Publicar
lab-publish-about = Este borrador solo lo ve el laboratorio. Publicada, la ve todo el mundo; los pasos se abren y cierran según sus fechas y su dirección ya no cambia. Al publicar se guarda también lo que has escrito.
lab-publish-where = A los botones, al final de esta página
lab-withdraw = Volver a borrador
lab-withdraw-about = La ve todo el mundo. Nadie ha participado todavía, así que aún puedes retirarla.
lab-archive = Terminarla y archivar
lab-archive-about = La ve todo el mundo. Archivarla la termina en el acto, digan lo que digan sus fechas; se podrá seguir leyendo.
lab-reopen = Recuperarla
lab-reopen-about = Está archivada: se puede leer y no hay nada abierto. Al recuperarla, sus pasos se abren y cierran de nuevo según sus fechas.
lab-bar-draft = Esto es una vista previa. Solo la ve el laboratorio.
lab-bar-public = La ves como la ve todo el mundo.

lab-template = ¿Cómo será?
template-open-call = Convocatoria de ideas
template-about-open-call = Cuatro semanas para proponer y apoyar ideas, dos más para apoyar; después la ciudad responde.
template-constitution = Constitución colaborativa
template-about-constitution = Visiones, peticiones con una escala de umbrales y después un texto en borrador; cerca de medio año.
template-fail-of-the-year = El fallo del año
template-about-fail-of-the-year = Historias de lo que falló y lo que enseñó, una selección, una votación y un archivo de lecciones.
template-pilot = Piloto y opiniones
template-about-pilot = Primero el plan, luego una prueba con opiniones de la gente y después una decisión en público.
template-opinion-map = Mapa de opiniones
template-about-opinion-map = Cuatro semanas de frases breves con las que la gente está de acuerdo o no; luego, un mapa de lo que divide y de lo que une, y la respuesta de la ciudad.

lab-part-question = La pregunta
lab-part-subjects = Temas y lugares
lab-part-outcome = El resultado
lab-field-title = Título
lab-hint-title = La pregunta, como la harías en la puerta.
lab-field-summary = En una frase
lab-hint-summary = Qué se pregunta y por qué ahora. Aparece bajo el título y en las listas.
lab-field-slug = Dirección
lab-hint-slug = Letras minúsculas, cifras y guiones. No se puede cambiar cuando la consulta es pública.
lab-slug-fixed = Su dirección ya no cambia:
lab-field-language = Idioma de estos textos
lab-field-promise = Qué pasa con lo que dice la gente
lab-hint-promise = Quién lo lee, quién decide y cuándo se sabrá algo. Sin esto no se puede publicar. Puedes usar **negrita**, listas y enlaces.
lab-field-description = Sobre la consulta
lab-hint-description = Antecedentes, documentos, quién la lleva. Puedes usar **negrita**, listas y enlaces.
lab-field-outcome = Qué salió de ella
lab-hint-outcome = Se escribe al final. Aparece arriba en la página y en el inicio.
lab-field-themes = Temas
lab-hint-themes = Uno por línea. Si quitas un tema que ya tienen algunas ideas, ellas lo conservan.
lab-field-areas = Lugares
lab-hint-areas = Uno por línea; pon dos espacios delante de lo que está dentro de la línea anterior.
lab-fates = ¿Qué pasa con estos?
lab-fates-hint = Faltan en las listas de arriba y hay ideas que los llevan. Nada se guarda antes de que lo digas.
lab-fate = { $name } ({ $count ->
    [one] 1 idea
   *[other] { $count } ideas
})
lab-fate-choose = Elige, por favor
lab-fate-renamed = Cambió de nombre: { $line }
lab-fate-moved = Quitado: sus ideas pasan a { $line }
lab-fate-no-area = Quitado: sus ideas quedan sin lugar
lab-fate-no-theme = Quitado: sus ideas quedan sin tema

lab-steps = Pasos
lab-steps-hint = Uno tras otro, sin solaparse. Un paso dura desde su primer día hasta el final del último, según los relojes de { $zone }. Los pasos se ordenan solos.
lab-step-unnamed = Paso { $number }
lab-step-number = Paso { $number }: { $title }
lab-row-field = { $row }, { $field }
lab-step-more = Un paso más
lab-step-name = Nombre
lab-step-description = Qué hace la gente en él, en una frase
lab-step-starts-on = Primer día
lab-step-starts-time = Desde qué hora de ese día (vacío: el día entero)
lab-step-starts-which = Cuál de las dos, si esa hora ocurre dos veces
lab-step-ends-on = Último día
lab-step-ends-time = Hasta qué hora de ese día (vacío: el día entero)
lab-step-ends-which = Cuál de las dos, si esa hora ocurre dos veces
lab-step-times = Más: horas
lab-step-which-first = La primera, antes de retrasar los relojes
lab-step-which-second = La segunda, después de retrasar los relojes
lab-step-which-none = Esa hora ocurre una vez
lab-step-method = Tipo de paso
lab-step-allows = Mientras dura, la gente puede
lab-step-remove = Quitar este paso al guardar
lab-allow-propose = proponer
lab-allow-comment = comentar
lab-allow-support = apoyar
method-inform = Lectura
method-propose = Propuestas
method-draft = Texto en borrador
method-map = Mapa de opiniones
method-vote = Votación
method-trial = Prueba
method-survey = Preguntas
method-results = Resultados

lab-ladder = Umbrales
lab-ladder-hint = Cuántos apoyos obligan a la ciudad a qué. Déjalo vacío si los apoyos no obligan a nada.
lab-rung-unnamed = Umbral { $number }
lab-rung-number = Umbral { $number }: { $title }
lab-rung-more = Un umbral más
lab-rung-count = Apoyos
lab-rung-days = Días para responder
lab-rung-owes = Qué debe entonces la ciudad
lab-rung-owner = Quién lo debe
lab-rung-remove = Quitar este umbral al guardar

lab-conflict-title = Los dos textos
lab-conflict-text = Tachado está lo que hay guardado ahora; subrayado, lo que has escrito tú. Tu texto está en el formulario de abajo; si lo guardas, sustituye al otro.

flash-consultation-created = El borrador está creado. Revísalo y después publícalo.
flash-consultation-saved = Guardado.
flash-consultation-published = Ya es pública.
flash-consultation-archived = Ha terminado y está archivada.
flash-consultation-reopened = Está de vuelta; sus pasos se abren y cierran según sus fechas.
flash-consultation-withdrawn = Vuelve a ser un borrador. Solo lo ve el laboratorio.

template-promise-open-call = El laboratorio lee todas las ideas. La ciudad responde en público y con razones a las que tengan más apoyo, y dice qué hará y cuándo.
template-promise-constitution = Toda petición que alcance un umbral recibe en público y a tiempo la respuesta que se le debe. El grupo redactor muestra qué ideas entraron en el texto.
template-promise-fail-of-the-year = No se culpa a nadie. Un jurado de vecinos y personal hace una selección; tú votas; las lecciones quedan aquí para todo el mundo.
template-promise-pilot = Tras la prueba, el laboratorio decide en público si parar, adaptar o ampliar, con sus razones y las mediciones.
template-promise-opinion-map = La ciudad responde a las frases que unen a la gente de todos los grupos y dice en público qué hará con ellas.
template-phase-propose = Ideas
template-phase-propose-text = Propón una idea, o apoya y comenta las de otras personas.
template-phase-support = Apoyos
template-phase-support-text = Ya no se proponen ideas. Apoya las que quieras ver.
template-phase-answer = La ciudad responde
template-phase-answer-text = La ciudad lee lo que se ha propuesto y responde en público.
template-phase-answer-map = La ciudad responde
template-phase-answer-map-text = La ciudad lee el mapa de las respuestas y responde en público.
template-phase-visions = Visiones
template-phase-visions-text = Cuenta cómo imaginas la ciudad.
template-phase-petitions = Peticiones
template-phase-petitions-text = Pide un artículo y reúne apoyos.
template-phase-draft = El texto en borrador
template-phase-draft-text = El borrador está abierto a comentarios.
template-phase-stories = Historias
template-phase-stories-text = Cuenta qué falló y qué enseñó.
template-phase-shortlist = Selección
template-phase-shortlist-text = El jurado lee y elige.
template-phase-award-vote = La votación
template-phase-award-vote-text = Apoya la historia que más enseñó.
template-phase-lessons = Lecciones
template-phase-lessons-text = Se entrega el premio; las lecciones quedan.
template-phase-plan = El plan
template-phase-plan-text = Lee qué se va a probar y qué contaría como éxito.
template-phase-trial = La prueba
template-phase-trial-text = Cuenta cómo va donde estás.
template-phase-decision = La decisión
template-phase-decision-text = El laboratorio decide y dice por qué.
template-phase-statements = Frases
template-phase-statements-text = De acuerdo, en desacuerdo o paso, una frase cada vez. Añade las tuyas.
template-rung-answer-owes = una respuesta por escrito
template-rung-answer-owner = el área competente
template-rung-legal-opinion-owes = un dictamen jurídico
template-rung-legal-opinion-owner = la asesoría jurídica
template-rung-hearing-owes = una audiencia
template-rung-hearing-owner = el grupo redactor
template-rung-mayor-owes = una respuesta en persona
template-rung-mayor-owner = la alcaldía
