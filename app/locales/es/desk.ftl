desk-title = Tu mesa
desk-lead = Lo que te espera, primero la promesa más antigua.
desk-oldest = La más antigua se denunció
desk-start-answers-title = Respuestas que debe la ciudad
desk-start-answers = { $count ->
    [0] No se debe ninguna respuesta.
    [one] Se debe 1 respuesta.
   *[other] Se deben { $count } respuestas.
} { $late ->
    [0] Ninguna va con retraso.
    [one] 1 va con retraso.
   *[other] { $late } van con retraso.
}
desk-start-reports-title = Denuncias de residentes
desk-start-reports = { $count ->
    [0] No hay nada esperando.
    [one] 1 aportación espera una decisión.
   *[other] { $count } aportaciones esperan una decisión.
}
desk-start-reports-more = Más de { $count } aportaciones esperan una decisión.
desk-start-names = { $count ->
    [one] 1 nombre de residente.
   *[other] { $count } nombres de residentes.
}
desk-start-names-more = Más de { $count } nombres de residentes.
