# Consultas: su página, sus tarjetas y listas.
standing-draft = Borrador
standing-upcoming = Se abre pronto
standing-open = Abierta
standing-closed = Cerrada
standing-archived = Archivada

consultation-left-none = ya cerrada
consultation-left-minutes = { $count ->
    [one] queda 1 minuto
   *[other] quedan { $count } minutos
}
consultation-left-hours = { $count ->
    [one] queda 1 hora
   *[other] quedan { $count } horas
}
consultation-left-days = { $count ->
    [one] queda 1 día
   *[other] quedan { $count } días
}
consultation-call-answer = Hasta el { $date } puedes contestar frases
consultation-call-propose = Hasta el { $date } puedes proponer ideas
consultation-call-support = Hasta el { $date } puedes apoyar ideas
consultation-call-comment = Hasta el { $date } puedes comentar
consultation-call-draft = Esto es un borrador
consultation-call-upcoming = Se abre el { $date }
consultation-call-archived = Esta consulta ha terminado
consultation-call-closed = La participación está cerrada
consultation-call-between = Continúa el { $date }
consultation-call-step = { $step }: hasta el { $date }
consultation-then = Después, desde el { $date }: { $step }.
consultation-next = El paso siguiente: { $step }.
consultation-do-propose = Proponer una idea
consultation-do-support = Apoyar ideas
consultation-do-comment = Leer y comentar las ideas
consultation-do-read = Leer las ideas
consultation-all-ideas = { $count ->
    [one] Ver la única idea
   *[other] Ver las { $count } ideas
}
consultation-opens = Se abre el
consultation-steps = Cómo sigue
consultation-outcome = Qué salió de esta consulta
consultation-promise = Qué pasa con tus ideas
consultation-promise-answers = Qué pasa con las respuestas
consultation-about = Sobre esta consulta
consultation-themes = Temas

step-past = Terminado
step-current = Ahora
step-next = Después
step-later = Más tarde
step-until = hasta el
step-may = Puedes { $list }.
step-might = Se podía { $list }.
step-will = Podrás { $list }.
step-may-propose = proponer
step-may-comment = comentar
step-may-support = apoyar
step-may-list = { $most } y { $last }

ladder-supports = { $count ->
    [one] 1 apoyo
   *[other] { $count } apoyos
}
ladder-within = { $days ->
    [one] en 1 día
   *[other] en { $days } días
}

ideas-title = Ideas
ideas-none = Todavía no hay ideas.
ideas-first = La tuya puede ser la primera.
ideas-supported = Ideas con más apoyos
ideas-newest = Ideas más recientes

card-promise = Qué pasa con ellas:
card-people-none = Puedes ser la primera persona en participar
card-people = { $count ->
    [one] 1 persona hasta ahora
   *[other] { $count } personas hasta ahora
}
card-people-took-part = { $count ->
    [0] No participó nadie
    [one] Participó 1 persona
   *[other] Participaron { $count } personas
}
card-proposals = { $count ->
    [one] 1 idea
   *[other] { $count } ideas
}
card-closed = Se cerró el
card-outcome-waiting = El resultado aún no está escrito.

consultations-title = Consultas
consultations-lead = Todas las preguntas que la ciudad hace, hizo o está por hacer.
consultations-tabs = Qué consultas
consultations-open-tab = Abiertas
consultations-upcoming-tab = Próximas
consultations-past-tab = Terminadas
consultations-open-title = Abiertas ahora
consultations-upcoming-title = Próximas
consultations-past-title = Terminadas
consultations-open-empty = Ahora mismo no hay nada abierto.
consultations-upcoming-empty = Ahora mismo no hay nada anunciado.
consultations-past-empty = Todavía no ha terminado ninguna.
consultations-empty-next = Mira las otras listas o vuelve dentro de unos días.
consultations-more = Más
consultations-pages = Páginas
