# El apoyo y su escalera.
support-title = Apoyo
support-people = { $count ->
    [one] persona apoya esto
   *[other] personas apoyan esto
}
support-bar = { $count ->
    [one] 1 persona apoya esto
   *[other] { $count } personas apoyan esto
}
support-give = Apoyar esta idea
support-withdraw = Retirar mi apoyo
support-door = Antes te pedimos que entres en tu cuenta.
# La única frase sobre cómo se cuenta a las personas; úsala por su clave donde haga falta.
support-counted = Una cuenta, un apoyo. Mientras no se puedan confirmar las direcciones, una persona podría abrir varias cuentas; el equipo está atento a ello.
support-mine = Apoyas esta idea.
support-failed = No nos ha llegado. Espera un momento y vuelve a pulsar el botón.
support-progress = { $counted } de { $goal }
support-next = Con { $goal ->
    [one] 1 apoyo
   *[other] { $goal } apoyos
} la ciudad debe: { $owes }. Quién responde: { $owner }, en { $days ->
    [one] 1 día
   *[other] { $days } días
}.
support-imported = { $count ->
    [one] Además, 1 apoyo viene de otra plataforma. No está entre las firmas que cuentan para una respuesta.
   *[other] Además, { $count } apoyos vienen de otra plataforma. No están entre las firmas que cuentan para una respuesta.
}
support-ladder = Todos los pasos
support-rung-ahead = { $owes }, de { $owner }, en { $days ->
    [one] 1 día
   *[other] { $days } días
}
support-rung-owed = Alcanzado el { $reached }: { $owes }, a más tardar el { $due }. Quién responde: { $owner }
support-rung-checking = Alcanzado el { $reached }, en revisión hasta el { $until }: { $owes }, a más tardar el { $due }. Quién responde: { $owner }. El equipo mira cómo llegaron los apoyos; después la respuesta se debe por sí sola.
support-rung-held = Alcanzado el { $reached }, retenido hasta el { $until }: { $owes }, a más tardar el { $due }. Quién responde: { $owner }. Después la respuesta se debe por sí sola. El equipo lo retiene porque:
support-row-checking = Un umbral alcanzado, en revisión hasta el { $until }
support-rung-late = Alcanzado el { $reached }: { $owes }. { $owner } tenía que responder a más tardar el { $due }: va con retraso.
support-rung-answered = { $owes }: respondido el { $date }
support-not-hidden = Esta idea está oculta y no se puede apoyar.
support-not-withdrawn = Su autor la retiró, así que ya no se puede apoyar.
support-not-merged = Otra idea representa a esta. Por favor, apoya aquella.
support-not-merged-gone = La idea que representaba a esta ya no está. La ciudad decide de nuevo sobre esta.
support-not-answered = La ciudad ya respondió, así que el apoyo está cerrado.

flash-supported = Apoyas esta idea. Su página mostrará la respuesta de la ciudad en cuanto la haya.
flash-unsupported = Ya no apoyas esta idea.
