# Finding things.
# used: search-kind-* search-kind-one-* search-filter-* search-order-*
search-title = Buscar
search-title-for = «{ $words }» – Buscar
search-label = ¿Qué buscas?
search-suggestions = Sugerencias
search-count = { $count ->
    [0] No se ha encontrado nada para «{ $words }»
    [one] 1 resultado para «{ $words }»
   *[other] { $count } resultados para «{ $words }»
}
search-count-all = { $count ->
    [0] No hay nada que mostrar
    [one] 1 resultado
   *[other] { $count } resultados
}
search-corrected = Nada contiene «{ $words }». Estos son los resultados para «{ $corrected }».
search-partly-corrected = Nada contiene todas estas palabras. Estos resultados tienen al menos la mitad de «{ $corrected }».
search-partly = Nada contiene todas estas palabras. Estos resultados tienen al menos la mitad.
search-cut = Era muy largo: se han buscado los primeros { $max } caracteres.
search-stop-words = Estas palabras están en casi todos los textos. Añade una palabra que diga lo que buscas.

search-kind-consultation = Consultas
search-kind-proposal = Ideas
search-kind-comment = Comentarios
search-kind-statement = Frases
search-kind-one-consultation = Consulta
search-kind-one-proposal = Idea
search-kind-one-comment = Comentario
search-kind-one-statement = Frase
search-comment-on = Comentario sobre:
search-note-proposal = { $count ->
    [one] Idea en «{ $place }», 1 apoyo
   *[other] Idea en «{ $place }», { $count } apoyos
}
search-note-comment = Comentario en «{ $place }»
search-note-statement = Frase en «{ $place }»
search-note-consultation = Consulta

search-filter = Filtrar
search-filter-kind = Qué
search-filter-consultation = Consulta
search-filter-theme = Tema
search-filter-area = Lugar
search-filter-status = En qué punto está
search-filter-apply = Mostrar estos
search-filter-clear = Quitar
search-filter-more = { $count } más
search-order = Orden:
search-order-relevance = Más parecido
search-order-newest = Más reciente
search-order-supported = Más apoyado
search-pages = Páginas de resultados
search-first-page = Primeros resultados
search-next-page = Más resultados

search-nothing-title = Qué puedes hacer ahora
search-nothing-hint = Prueba con menos palabras o con otras. Los acentos y las mayúsculas no importan.
search-nothing-filters = Nada coincide con las palabras y los filtros a la vez.
search-nothing-no-words = No había ninguna letra ni cifra que buscar.
search-nothing-at-all = Aquí no hay todavía nada público.
search-nothing-wider = Buscar sin filtros
search-nothing-everything = Mostrar todo
search-nothing-propose = Proponlo en «{ $place }»

search-similar-title = Estas ideas ya existen
search-similar-hint = Si alguna dice lo que quieres decir, apóyala: cuantos más apoyos reúne una idea, más se oye. Si no, sigue adelante.
search-similar-supports = { $count ->
    [one] 1 persona la apoya
   *[other] { $count } personas la apoyan
}
