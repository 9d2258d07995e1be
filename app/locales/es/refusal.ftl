# Refusals: what happened, what was kept, what to do next.
# used: refusal-propose-* refusal-comment-* refusal-support-* refusal-answer-* refusal-contribute-* refusal-need-*
invalid-required = Esto no puede quedar vacío.
invalid-too-short = Escribe al menos { $min } caracteres.
invalid-too-long = Acórtalo a { $max } caracteres; ahora tiene { $actual }.
invalid-out-of-range = Escribe un número de { $min } a { $max }.
invalid-too-many-lines = Aquí caben como mucho { $max } líneas, y hay { $actual }. Quita alguna, por favor.
invalid-malformed = No tiene la forma esperada. Revísalo, por favor.
invalid-unknown-choice = Elige una de las opciones.
invalid-taken = Ya está en uso.
invalid-reserved = «{ $word }» se reserva a quienes trabajan para la ciudad. Elige otro nombre. Si es el tuyo, quienes llevan este sitio pueden crear tu cuenta.
invalid-address-in-name = Esto parece una dirección de correo. Los nombres son públicos: elige uno que no sea una dirección.
invalid-asked-already = Esto ya se pregunta: responde a esa frase.
invalid-mismatch = No coinciden.
invalid-wrong-password = Esta no es tu contraseña.
invalid-guessable = Mucha gente usa esta contraseña u otra parecida, así que los programas la prueban primero. Mejor unas cuantas palabras seguidas.
invalid-own-data = Está hecha con tu nombre o tu correo, y eso es lo que los programas prueban primero. Elige otra cosa.
invalid-ends-before-start = «{ $phase }» termina antes de empezar.
invalid-phases-overlap = «{ $first }» y «{ $second }» se solapan. Una debe terminar antes de que empiece la otra.
invalid-duplicate = «{ $value }» está dos veces.
invalid-line = La línea { $line } no se entiende.
invalid-line-why = Línea { $line }: { $why }
invalid-too-deep = La línea { $line } tiene demasiada sangría.
invalid-answer-owed = La ciudad todavía debe una respuesta aquí, y al fusionar desaparecería. Da primero esa respuesta, o elígela como la que das ahora.
invalid-cannot-stand-for = Escribe el número de otra idea de esta consulta que siga en pie: ni esta misma ni una oculta, retirada o fusionada.
invalid-skipped-time = Ese día no existen las { $time }: los relojes pasan de las { $before } a las { $after }. Por favor, elige una de estas horas.
invalid-skipped-first = Ese día no existen las { $time }: empieza a las { $after }. Por favor, elige esa hora o deja la hora vacía para el día entero.
invalid-twice-that-day = Ese día las { $time } ocurren dos veces, porque se retrasan los relojes. Por favor, di abajo si es la primera o la segunda.
invalid-no-statements = Un mapa de opiniones necesita al menos una frase antes de que todo el mundo lo vea. Con el botón de aquí llegas a la página donde se añaden; lo que escribiste se guarda mientras tanto.
invalid-no-words = Escríbelo con palabras.
invalid-undecided = { $count ->
    [one] Falta aquí un nombre que llevan ideas. Di abajo qué pasa con él.
   *[other] Faltan aquí { $count } nombres que llevan ideas. Di abajo qué pasa con ellos.
}
invalid-none-given = Hace falta al menos una.

refusal-not-found = No hay nada en esta dirección, o no es público. Puedes buscar, o ver qué está abierto.
refusal-sign-in = Primero entra en tu cuenta.
refusal-credentials = El correo y la contraseña no corresponden. Inténtalo de nuevo.
refusal-need-resident = Esto es para personas con cuenta.
refusal-need-moderator = Esto es para el equipo de moderación de la ciudad.
refusal-need-lab = Esto es para el laboratorio de innovación.
refusal-need-admin = Esto es para la administración.
refusal-need-author = Solo quien lo escribió puede cambiarlo.
refusal-need-not-author = No puedes hacer esto con tu propia aportación.
refusal-need-changeable = Esto ya no se puede cambiar.
refusal-need-visible = El equipo de moderación lo ha ocultado, así que no se puede añadir nada.
refusal-need-readable = El equipo de moderación ha ocultado esta idea y lo que se dijo sobre ella. La página de la idea explica el motivo: «Volver» te lleva a ella.
refusal-need-own-form = Este formulario vino de otro sitio, o tu navegador no dijo de dónde venía. Vuelve atrás y envíalo de nuevo desde aquí.
refusal-need-another-admin = Tiene que haber al menos una persona administradora. Da antes el papel a otra.
refusal-need-guest-settled = Di antes si las respuestas que se dieron en este navegador sin cuenta son tuyas.
refusal-propose-opens = Las propuestas se abren el { $date }.
refusal-propose-ended = Las propuestas se cerraron el { $date }. Tu texto se conserva aquí para que puedas copiarlo.
refusal-propose-never = Esta consulta no admite propuestas ahora.
refusal-comment-opens = Los comentarios se abren el { $date }.
refusal-comment-ended = Los comentarios se cerraron el { $date }. Tu texto se conserva aquí para que puedas copiarlo.
refusal-comment-never = Esta consulta no admite comentarios ahora.
refusal-support-opens = Los apoyos se abren el { $date }.
refusal-support-ended = Los apoyos se cerraron el { $date }. No se ha cambiado nada.
refusal-support-never = Aquí no se puede apoyar nada ahora.
refusal-answer-opens = Se puede responder a las frases a partir del { $date }.
refusal-answer-ended = El plazo para responder terminó el { $date }. No se ha cambiado nada.
refusal-answer-never = Aquí no se puede responder a frases ahora.
refusal-contribute-opens = Puedes añadir frases a partir del { $date }.
refusal-contribute-ended = El plazo para añadir frases terminó el { $date }. Tu texto se conserva aquí para que puedas copiarlo.
refusal-contribute-never = Aquí solo el laboratorio añade frases.
refusal-enough = { $count ->
    [one] Aquí cada persona puede añadir 1 frase, y ya lo has hecho.
   *[other] Aquí cada persona puede añadir { $count } frases, y ya lo has hecho.
}
refusal-outdated = Alguien lo cambió mientras lo editabas. No se ha sobrescrito nada: abajo ves los dos textos.
refusal-malformed = No hemos podido leer la petición. Vuelve atrás e inténtalo de nuevo.
refusal-too-fast = Demasiado rápido. Espera { $seconds ->
    [one] 1 segundo
   *[other] { $seconds } segundos
} e inténtalo de nuevo.
refusal-busy = La plataforma está muy ocupada. Inténtalo de nuevo dentro de { $seconds ->
    [one] 1 segundo
   *[other] { $seconds } segundos
}.
refusal-internal = Algo ha fallado por nuestra parte. Si nos escribes, indica el número { $reference }.
refusal-method = Esta dirección no admite este tipo de petición.
refusal-too-large = Lo que enviaste es demasiado grande. Acórtalo o envía un archivo más pequeño.
refusal-unknown = Algo ha fallado por nuestra parte. Inténtalo de nuevo dentro de un minuto.

failure-400 = No lo hemos entendido
failure-401 = Entra en tu cuenta
failure-403 = No tienes acceso a esto
failure-404 = No hemos encontrado esta página
failure-405 = Eso no funciona aquí
failure-408 = Ha tardado demasiado
failure-409 = Ahora no
failure-413 = Es demasiado grande
failure-429 = Un momento, por favor
failure-500 = Algo ha fallado
failure-503 = Estamos muy ocupados
failure-kept = Lo que escribiste se conserva.
failure-again = Enviar de nuevo
failure-back = Volver
failure-home = A la página de inicio
failure-open = Ver las consultas
