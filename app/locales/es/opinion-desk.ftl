# Páginas del personal para los mapas de opinión.
opinion-desk-title = Frases
opinion-desk-lead = Consultas en las que la gente responde frases. Primero, donde más esperan.
opinion-desk-none = Ninguna consulta hace un mapa de opiniones
opinion-desk-none-text = Lo hace la consulta que tiene una etapa con el método «Mapa de opiniones».
opinion-desk-part = Mapa de opiniones
opinion-desk-first = La gente necesita frases a las que responder: añade algunas antes de publicar.
opinion-desk-open = Frases, reglas e invitaciones
opinion-desk-link = La mesa de las frases de esta consulta
opinion-desk-all = Todas las consultas con frases
opinion-desk-consultation = Ver la consulta
opinion-desk-parts = Partes de esta mesa
opinion-desk-waiting = { $count ->
    [0] No te espera ninguna frase.
    [one] Te espera 1 frase.
   *[other] Te esperan { $count } frases.
}
opinion-desk-people = { $count ->
    [0] Todavía no ha respondido nadie.
    [one] Ha respondido 1 persona.
   *[other] Han respondido { $count } personas.
}

opinion-desk-tab-statements = Frases
opinion-desk-tab-seeds = Añadir frases
opinion-desk-tab-rules = Reglas
opinion-desk-tab-invitations = Invitaciones
opinion-desk-tab-integrity = Integridad

opinion-desk-rule-closed = Solo el laboratorio añade frases.
opinion-desk-rule-held = Los residentes añaden frases; cada una espera aquí hasta que alguien la acepta.
opinion-desk-rule-open = Los residentes añaden frases, y cada una se pregunta enseguida.
opinion-desk-filter = Qué frases
opinion-desk-filter-held = En espera ({ $count })
opinion-desk-filter-published = Preguntadas ({ $count })
opinion-desk-filter-rejected = Retiradas ({ $count })
opinion-desk-empty-held = Nada espera una decisión.
opinion-desk-empty-published = Todavía no se pregunta ninguna frase.
opinion-desk-empty-rejected = No se ha retirado ninguna frase.
opinion-desk-status-held = En espera
opinion-desk-status-published = Preguntada
opinion-desk-status-rejected = Retirada
opinion-desk-number = N.º { $number }
opinion-desk-from-lab = Del laboratorio
opinion-desk-from-resident = De un residente
opinion-desk-meta = Sobre la persona
opinion-desk-answers = { $agrees } de acuerdo, { $disagrees } en desacuerdo, { $passes } pasaron
opinion-desk-reason = Retirada porque: { $reason }
opinion-desk-accept = Aceptar
opinion-desk-reject = Retirar
opinion-desk-reject-title = Retirar esta frase
opinion-desk-reject-reason = ¿Por qué la retiras?
opinion-desk-reject-hint = Todo el mundo lee este motivo donde estaba la frase. Nombra la norma incumplida, no a la persona. Las respuestas se guardan y dejan de formar el mapa.
opinion-desk-reject-sure = Retirarla
opinion-desk-restore = Preguntarla de nuevo
opinion-desk-restore-title = Preguntar de nuevo esta frase
opinion-desk-restore-reason = ¿Por qué la vuelves a preguntar?
opinion-desk-restore-hint = Quien la escribió lee este motivo. Sus respuestas vuelven a contar.
opinion-desk-restore-sure = Preguntarla de nuevo
opinion-desk-undo-reason = Retirada por error.
opinion-desk-mark = Marcar como sobre la persona
opinion-desk-unmark = Ya no es sobre la persona
opinion-desk-meta-tick = Trata de la persona, no es una opinión
opinion-desk-meta-hint = «Vivo en este barrio» se pregunta como las demás y no forma el mapa.

opinion-desk-statement = Frase { $number }
opinion-desk-why = Motivo
opinion-desk-back = Todas las frases
opinion-desk-decide = Decidir
opinion-desk-edit = Editar
opinion-desk-text = Frase
opinion-desk-text-hint = Una sola idea. Hasta { $advised } caracteres se responde con facilidad.
opinion-desk-text-fixed = Ya hay respuestas a este texto, así que no puede decir otra cosa. Su idioma y su tipo sí pueden cambiar.
opinion-desk-save = Guardar

opinion-desk-seeds-lead = { $count ->
    [0] Todavía no hay frases. De diez a veinte frases distintas son un buen comienzo.
    [one] Hay 1 frase.
   *[other] Hay { $count } frases.
}
opinion-desk-seeds-label = Frases, una por línea
opinion-desk-seeds-hint = Cada una tiene de { $min } a { $max } caracteres, con palabras, y una sola idea; hasta { $advised } se contestan con facilidad. Puedes pegar desde una hoja de cálculo o una lista: se quitan comillas, tabuladores y marcas de lista, y primero ves lo que se añadirá.
opinion-desk-seeds-look = Ver lo que se añadirá
opinion-desk-seeds-again = Verlo otra vez
opinion-desk-seeds-note = Aún no se ha añadido nada. Mira las frases, cámbialas abajo si quieres y añádelas. Se añaden tal como están abajo.
opinion-desk-seeds-none = Ninguna de estas es nueva.
opinion-desk-seeds-new = { $count ->
    [one] Se añadirá esta frase
   *[other] Se añadirán estas { $count } frases
}
opinion-desk-seeds-known = Ya están, o escritas dos veces: se dejan fuera
opinion-desk-seeds-out = Retiradas antes: no se vuelven a crear
opinion-desk-seeds-restore = Volver a preguntar la número { $number }: «{ $text }»
opinion-desk-seeds-loud = Algunas están escritas solo en mayúsculas. Se quedan así, y cuestan más de leer.
opinion-desk-seeds-add = Preguntar estas frases

opinion-desk-rules-lead = Lo que vale para las frases de esta consulta.
opinion-desk-contributions = ¿Quién puede añadir frases?
opinion-desk-contribute-closed = Solo el laboratorio.
opinion-desk-contribute-held = Todo el mundo, tras una revisión.
opinion-desk-contribute-open = Todo el mundo, enseguida.
opinion-desk-each = ¿Cuántas puede añadir cada persona?
opinion-desk-each-hint = También cuentan las que se retiraron. Las del laboratorio no cuentan.
opinion-desk-invitations-tick = Quien no tiene cuenta puede participar con un enlace de invitación
opinion-desk-invitations-hint = Responden con el nombre que elijan. Nada impide que alguien con un enlace entre dos veces: haz enlaces pequeños y mira la página de integridad.
opinion-desk-group-names = Nombres de los grupos
opinion-desk-group-names-hint = Un nombre debe decir lo que sostiene un grupo, con las palabras de su gente. Sin nombre, el grupo se llama por su letra.
opinion-desk-group-name = Grupo { $letter }

opinion-desk-invitations-lead = Enlaces para quien no tiene cuenta.
opinion-desk-invitations-off = Ahora las reglas no permiten invitaciones: estos enlaces no dejan entrar a nadie.
opinion-desk-invitations-none = Todavía no hay ningún enlace.
opinion-desk-invite = Crear un enlace
opinion-desk-invite-label = ¿Con qué nombre lo conoce el equipo?
opinion-desk-invite-label-hint = Dónde cuelga o para quién es. Los residentes no lo ven.
opinion-desk-invite-most = ¿Cuántas personas pueden entrar con él?
opinion-desk-link-made = El enlace «{ $label }»
opinion-desk-link-label = Enlace
opinion-desk-link-once = Cópialo ahora: se muestra una sola vez y no se puede volver a consultar.
opinion-desk-links = Enlaces
opinion-desk-invite-head = Enlace
opinion-desk-made = Creado
opinion-desk-joined-head = Entraron
opinion-desk-joined = { $joined } de { $most }
opinion-desk-revoke-head = Cerrar
opinion-desk-revoke = Cerrar
opinion-desk-revoke-one = Cerrar el enlace «{ $label }»
opinion-desk-revoked = Cerrado

opinion-desk-integrity-lead = Quién responde como no lo hace una persona y quién llegó en un momento desde la misma red. Nada se descarta por sí solo: decides tú, con un motivo.
opinion-desk-excluded = { $count ->
    [0] Nadie está excluido.
    [one] 1 participante está excluido.
   *[other] { $count } participantes están excluidos.
}
opinion-desk-excluded-public = Este número figura en público junto al mapa.
opinion-desk-suspects = Participantes que conviene mirar
opinion-desk-suspects-none = Nadie responde de un modo que haga falta mirar.
opinion-desk-who = Quién
opinion-desk-person = Participante { $number }
opinion-desk-signals = Por qué
opinion-desk-signal-flood = Inunda: muchas respuestas en un minuto
opinion-desk-signal-haste = Responde más deprisa de lo que se lee
opinion-desk-signal-burst = Llegaron muchos a la vez desde una red
opinion-desk-excluded-for = Excluido: { $reason }
opinion-desk-answered = Respuestas
opinion-desk-hasty = Más deprisa que leer
opinion-desk-in-minute = Máximo en un minuto
opinion-desk-joined-at = Entró
opinion-desk-bursts = Muchos desde una misma red en una hora
opinion-desk-bursts-none = No llegaron muchos participantes en un momento desde una misma red.
opinion-desk-bursts-hint = Una escuela, una biblioteca o un acto también se ven así. Los números intermedios pueden ser de otras personas.
opinion-desk-bursts-kept = De dónde vino la gente se guarda como un resumen cifrado durante { $days } días; después nadie puede saberlo. Por eso no figuran las llegadas más antiguas.
opinion-desk-burst-excluded = Excluidas
opinion-desk-burst-excluded-of = { $count ->
    [one] 1 de ellas está excluida
   *[other] { $count } de ellas están excluidas
}
opinion-desk-burst-title = Muchos desde una misma red
opinion-desk-burst-lead = { $count } personas entraron desde una misma red en una hora.
opinion-desk-burst-maps = Cómo sería el mapa
opinion-desk-burst-now = Como es ahora
opinion-desk-burst-without = Sin ninguna de ellas
opinion-desk-burst-busy = Ahora mismo se comparan mapas para otra persona. Carga esta página de nuevo en unos segundos para ver cómo sería el mapa.
opinion-desk-burst-reason = ¿Por qué las excluyes a todas?
opinion-desk-burst-reason-hint = Sus respuestas se guardan y no cuentan en ningún sitio. Cada una lee este motivo. Puedes deshacerlo para todas a la vez.
opinion-desk-burst-exclude = { $count ->
    [one] Excluir a esta persona
   *[other] Excluir a estas { $count } personas
}
opinion-desk-burst-leave = Dejarlas
opinion-desk-burst-done = Todas están ya excluidas.
opinion-desk-together = Excluidas a la vez
opinion-desk-together-people = { $count } personas
opinion-desk-readmit-together = Volver a contar las respuestas de estas { $count } personas
opinion-desk-hour = Desde
opinion-desk-burst-people = Personas
opinion-desk-numbers = Participantes
opinion-desk-between = del { $first } al { $last }
opinion-desk-look-up = Número de un participante
opinion-desk-look-up-do = Mirar a este participante
opinion-desk-pseudonymous = Sin cuenta, por una invitación
opinion-desk-account = Con cuenta
opinion-desk-person-answers = { $count } respuestas, { $hasty } más deprisa que leer, { $most } como máximo en un minuto
opinion-desk-exclude = Excluir
opinion-desk-exclude-reason = ¿Por qué excluyes a este participante?
opinion-desk-exclude-hint = Sus respuestas se guardan y no cuentan en ningún sitio. Lee este motivo. Puedes deshacerlo.
opinion-desk-readmit = Volver a contar estas respuestas
opinion-desk-decisions = Qué se decidió sobre participantes
opinion-desk-decision-exclude = Excluido:
opinion-desk-decision-exclude-several = { $count ->
    [one] 1 participante excluido
   *[other] { $count } participantes excluidos a la vez
}
opinion-desk-decision-readmit = Cuenta otra vez:
opinion-desk-decision-readmit-several = { $count ->
    [one] 1 participante cuenta otra vez
   *[other] { $count } participantes cuentan otra vez
}
opinion-desk-compare-link = Ver el mapa con y sin quienes están excluidos
opinion-desk-compare = Con y sin
opinion-desk-compare-lead = { $count ->
    [0] Nadie está excluido: los dos lados son iguales.
    [one] Lo que cambia porque 1 participante está excluido. Los dos lados se calculan de nuevo, para que solo eso los distinga.
   *[other] Lo que cambia porque { $count } participantes están excluidos. Los dos lados se calculan de nuevo, para que solo eso los distinga.
}
opinion-desk-compare-with = Todo el mundo
opinion-desk-compare-without = Sin quienes están excluidos
opinion-desk-compare-people = Personas
opinion-desk-compare-votes = Respuestas
opinion-desk-compare-groups = Tamaños de los grupos
opinion-desk-compare-agreed = Con qué está de acuerdo la gente
opinion-desk-compare-disagreed = Con qué está en desacuerdo la gente
opinion-desk-compare-unites = Con qué está de acuerdo cada grupo
opinion-desk-compare-nothing = Nada

flash-statement-accepted = La frase se pregunta desde ahora.
flash-statement-rejected = La frase está retirada. Quien la escribió lee tu motivo.
flash-statement-restored = La frase se pregunta de nuevo.
flash-statement-saved = Guardado.
flash-statement-seeded = Se ha añadido una frase. Se pregunta mientras se pueda responder.
flash-statements-seeded = Se han añadido { $count } frases. Se preguntan mientras se pueda responder.
flash-statements-known = Todas estaban ya. No se añadió nada.
flash-opinion-rules-saved = Guardado.
flash-invitation-created = El enlace está creado. Cópialo ahora: se muestra una sola vez.
flash-invitation-revoked = El enlace está cerrado. Quien entró con él se queda.
flash-participant-excluded = El participante { $number } está excluido. El mapa cambia en segundos.
flash-participant-readmitted = Las respuestas del participante { $number } vuelven a contar.
flash-burst-excluded-one = Un participante está excluido. El mapa cambia en segundos.
flash-burst-excluded = { $count } participantes están excluidos. El mapa cambia en segundos.
flash-burst-excluded-already = Todos estaban ya excluidos. No se cambió nada.
flash-burst-readmitted-one = Las respuestas de un participante vuelven a contar.
flash-burst-readmitted = Las respuestas de { $count } participantes vuelven a contar.
flash-burst-readmitted-already = Todas cuentan ya. No se cambió nada.
