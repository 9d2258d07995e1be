# La mirada del equipo a los apoyos.
# used: support-desk-signal-* flash-*
support-desk-title = Apoyos que conviene mirar
support-desk-lead = Apoyos llamativos alcanzaron estos umbrales. Cada uno figura en público como en revisión. La respuesta se debe por sí sola al cabo de { $hours } horas, o { $held } horas después de que la retengas, lo que puedes hacer una vez.
support-desk-open = { $count ->
    [one] Se revisa 1 umbral.
   *[other] Se revisan { $count } umbrales.
}
support-desk-none = Nada que mirar
support-desk-none-text = Ningún umbral se alcanzó con apoyos llamativos.
support-desk-ended = Revisiones terminadas
support-desk-look-title = Cómo llegaron los apoyos
support-desk-idea = A la idea
support-desk-link = Cómo llegaron los apoyos
support-desk-checking = En revisión hasta el { $until }
support-desk-held = Retenido hasta el { $until }
support-desk-owed = Se debe desde el { $date }
support-desk-released = Liberado el { $date }
support-desk-answered = Respondido
support-desk-reached = { $goal ->
    [one] 1 apoyo alcanzado
   *[other] { $goal } apoyos alcanzados
}
support-desk-threshold = Con { $goal ->
    [one] 1 apoyo:
   *[other] { $goal } apoyos:
}
support-desk-signal-network = Muchos llegaron desde una misma red en una hora
support-desk-signal-made-together = Muchas cuentas se crearon con pocos minutos de diferencia
support-desk-signal-haste = Muchos llegaron más deprisa de lo que se lee
support-desk-held-by = Lo retuvo
support-desk-released-by = Lo liberó
support-desk-erased = una cuenta borrada
support-desk-checks = Umbrales que se revisan o se revisaron
support-desk-no-check = Ningún umbral de esta idea se revisa ni se revisó.
support-desk-release = La respuesta se debe ya
support-desk-hold = Retener durante { $hours } horas
support-desk-hold-reason = ¿Por qué lo retienes?
support-desk-hold-hint = Todo el mundo lee este motivo en la página de la idea. Puedes retenerlo una vez; la respuesta se debe por sí sola { $hours } horas después.
support-desk-figures = Lo que llama la atención
support-desk-figures-lead = { $count ->
    [one] Se miró 1 apoyo de los últimos { $days } días.
   *[other] Se miraron { $count } apoyos de los últimos { $days } días.
} No se muestran grupos de menos de { $few }, ni ningún nombre o dirección.
support-desk-nothing = Nadie apoyó esta idea en los últimos { $days } días.
support-desk-networks = Desde una misma red en { $minutes } minutos
support-desk-made = Cuentas creadas con { $minutes } minutos de diferencia que apoyaron en menos de un día
support-desk-none-such = ninguno
support-desk-hasty = Menos de { $sign_up } segundos después de crear la cuenta, o { $read } segundos después de que la misma cuenta apoyara otra idea:
support-desk-few = menos de { $few }
support-desk-from = Desde
support-desk-until = Hasta
support-desk-accounts = Cuentas
support-desk-hint = Una biblioteca, una escuela o una mesa en la calle también se ven así. Estas cifras no deciden nada y ningún apoyo se descarta.

flash-threshold-held = Retenido hasta el { $until }. Después la respuesta se debe por sí sola.
flash-threshold-released = La respuesta se debe ya.
