# Las respuestas de la ciudad.
# used: answer-field-*
answer-title = La respuesta de la ciudad
answer-merged-into = idea { $number }
answer-corrected = Corregida el { $date }.
answer-before = Lo que decía antes
answer-correct = Corregir esta respuesta
answer-after-rung = { $count ->
    [one] 1 persona la apoyó
   *[other] { $count } personas la apoyaron
}, así que la ciudad debía: { $owes }.
answer-form-title = Responder por la ciudad
answer-form-lead = Todo el mundo puede leer la respuesta, encima de los comentarios. Antes la ves como la verán. Después se puede corregir, y todos pueden leer lo que decía antes.
answer-field-status = En qué punto queda la idea
answer-status-merged = Fusionada con otra idea
answer-field-merged-into = Si se fusiona: el número de la idea que ahora la representa
answer-field-body = La respuesta
answer-field-response = La promesa que cumple
answer-field-language = Idioma de la respuesta
answer-field-reason = Por qué la corriges
answer-reason-hint = Todo el mundo lee este motivo junto al cambio.
answer-body-hint = Di qué hará o no hará la ciudad, por qué y cuándo. Mejor con palabras sencillas.
answer-owed-choice = { $owes } (con { $count ->
    [one] 1 apoyo
   *[other] { $count } apoyos
}, a más tardar el { $due })
answer-owed-none = Ninguna: respondemos por iniciativa propia
answer-publish = Publicar la respuesta
answer-preview = Ver cómo quedará
answer-preview-again = Verla otra vez con los cambios
answer-preview-title = Así la verá todo el mundo
answer-preview-note = Todavía no está publicada. Abajo puedes cambiarla o publicarla.
answer-correct-title = Corregir la respuesta de la ciudad
answer-correct-lead = La respuesta corregida ocupa el lugar de la anterior. Todo el mundo puede leer lo que decía antes, qué cambió y tu motivo. La fecha en que se dio no cambia.
answer-correct-note = La corrección todavía no está publicada. Abajo puedes cambiarla o publicarla.
answer-correct-publish = Publicar la corrección
answer-outdated = Mientras tanto otra persona corrigió esta respuesta. No se pierde nada: esto es lo que tu texto cambiaría en lo que hay ahora.
answer-history-title = Qué decía la respuesta y cuándo
answer-history-lead = Todas las versiones de la respuesta de la ciudad, la más reciente primero, con lo que cambió y por qué.
answer-history-office = Quién responde:
answer-history-reason = Por qué se corrigió:
answer-write = Escribir la respuesta
answer-desk-title = Respuestas que debe la ciudad
answer-desk-lead = { $count ->
    [0] Ahora no se debe nada.
    [one] Se debe 1 respuesta; { $late ->
        [0] no va con retraso.
       *[other] va con retraso.
    }
   *[other] Se deben { $count } respuestas; { $late ->
        [0] ninguna va con retraso.
        [one] 1 va con retraso.
       *[other] { $late } van con retraso.
    } La promesa más antigua va primero.
}
answer-desk-none = No se debe nada
answer-desk-none-hint = En cuanto una idea alcance un paso de su escalera, aparecerá aquí con su fecha.
answer-desk-due = Para el
answer-desk-late = Con retraso: era para el
answer-desk-owes = { $owner } debe: { $owes } (prometido con { $rung ->
    [one] 1 apoyo
   *[other] { $rung } apoyos
}; ahora tiene { $counted }).

# La lista de lo que debe una oficina.
office-title = Respuestas que debe tu oficina
office-lead = La promesa más antigua va primero. Las respuestas de otras oficinas no aparecen.
office-which = Respondes por:
office-none = Tu oficina no debe nada ahora
office-none-hint = En cuanto una idea alcance un paso por el que responde tu oficina, aparecerá aquí con su fecha.
office-consultations = Ver qué está en marcha
office-end = En esta página ya no hay nada
office-end-hint = Lo que había aquí se respondió mientras tanto.
office-first = Volver al principio de la lista
office-of-staff = Respondes por toda la ciudad
office-of-staff-hint = Tu cuenta no tiene una oficina propia. La mesa muestra las respuestas de todas las oficinas.

flash-answered = La respuesta está publicada.
flash-answer-corrected = La corrección está publicada.

# The title of an official answer in a feed, before the proposal's title.
feed-answer = La ciudad respondió
