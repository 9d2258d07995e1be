# The frame of every page.
# used: flash-*
site-skip = Saltar al contenido
site-undo = Deshacer
site-purpose = Cabildo es el lugar donde la gente de esta ciudad propone ideas, las apoya y recibe respuesta.
nav-main = Principal
nav-about = Qué es este lugar
nav-consultations = Consultas
nav-search = Buscar
nav-search-site = Buscar en todo el sitio
nav-desk = Mesa
nav-office = Tu oficina
nav-lab = Laboratorio
nav-log-in = Entrar
nav-log-out = Salir
nav-sign-up = Crear cuenta
nav-language = Idioma
nav-data = Datos abiertos

# Dates. used: relative-*
date-and-time = { $date }, { $clock }
clock-first = { $clock } (antes de retrasar los relojes)
clock-second = { $clock } (después de retrasar los relojes)
clock-zone = { $clock } (hora de { $zone })
clock-zone-line = Las horas del día son las de { $zone }.
date-with-relative = { $date }, { $relative }
relative-now = ahora mismo
relative-in-minutes = { $count ->
    [one] dentro de 1 minuto
   *[other] dentro de { $count } minutos
}
relative-in-hours = { $count ->
    [one] dentro de 1 hora
   *[other] dentro de { $count } horas
}
relative-in-days = { $count ->
    [one] dentro de 1 día
   *[other] dentro de { $count } días
}
relative-in-months = { $count ->
    [one] dentro de 1 mes
   *[other] dentro de { $count } meses
}
relative-in-years = { $count ->
    [one] dentro de 1 año
   *[other] dentro de { $count } años
}
relative-ago-minutes = { $count ->
    [one] hace 1 minuto
   *[other] hace { $count } minutos
}
relative-ago-hours = { $count ->
    [one] hace 1 hora
   *[other] hace { $count } horas
}
relative-ago-days = { $count ->
    [one] hace 1 día
   *[other] hace { $count } días
}
relative-ago-months = { $count ->
    [one] hace 1 mes
   *[other] hace { $count } meses
}
relative-ago-years = { $count ->
    [one] hace 1 año
   *[other] hace { $count } años
}

# Fields of forms.
field-optional = opcional
field-drafted = Aquí está de nuevo lo que empezaste a escribir.
field-at-most = { $max } caracteres como máximo
field-left = quedan {"{n}"} caracteres
field-over = sobran {"{n}"} caracteres
errors-heading = { $count ->
    [one] Hay una cosa que revisar
   *[other] Hay { $count } cosas que revisar
}
field-kept = Lo que escribiste, para copiarlo
# After a log-in to which a form went along.
errors-carried = Ya has entrado en tu cuenta, y aquí está de nuevo lo que escribiste. Repásalo y envíalo.
errors-kept-no-password = Se conserva lo que escribiste, pero nunca las contraseñas: escríbelas de nuevo.
errors-kept = No se ha perdido nada de lo que escribiste.
errors-item = { $label }: { $sentence }
# After a label that is a question.
errors-item-asked = { $label } { $sentence }
