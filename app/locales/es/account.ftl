# Signing up, logging in, one's own account; what roles are called.
# used: role-* flash-* account-measure-* account-name-flag-*
role-resident = Residente
role-moderator = Moderación
role-lab = Laboratorio de innovación
role-admin = Administración

account-title = Tu cuenta
account-email = Correo electrónico
account-name = Nombre que ven los demás
account-name-hint = El tuyo o uno inventado. Aparece junto a lo que escribes.
account-name-flag-title = Junto a tu nombre pone «Residente», porque contiene un título o un cargo de la ciudad.
account-name-flag-address = Tu nombre parece una dirección de correo y cualquiera puede leerlo. Elige otro.
account-name-flag-staff = Junto a tu nombre pone «Residente», porque alguien que trabaja para la ciudad se llama igual.
account-email-contested = Una cuenta más antigua tiene la misma dirección de correo escrita de otra forma. Entras escribiéndola exactamente como arriba. Quienes llevan este sitio pueden cambiarlo.
account-password = Contraseña
account-password-hint = Al menos { $min } caracteres. Unas cuantas palabras seguidas se recuerdan bien y son difíciles de adivinar.
password-show = Mostrar la contraseña
password-hide = Ocultar la contraseña
password-shown = Tu contraseña está a la vista.
password-hidden = Tu contraseña está oculta.
account-since = Con nosotros desde el

sign-up-title = Crea tu cuenta
sign-up-lead = Con una cuenta puedes proponer ideas, comentar y apoyar. Para leer no hace falta.
sign-up-cost = 1 minuto.
sign-up-email-hint = Sirve para entrar. Nadie más lo ve.
sign-up-act = Crear mi cuenta
sign-up-trap = Deja este campo vacío
sign-up-known = Si es tuyo, ya tienes una cuenta.
sign-up-known-act = Inicia sesión con este correo
sign-up-have-account = ¿Ya tienes cuenta?
sign-up-data = Solo guardamos lo que ves arriba. Puedes descargarlo y eliminar tu cuenta cuando quieras.

log-in-title = Entrar
log-in-to-take-part = Para participar, entra en tu cuenta. Después vuelves a la página en la que estabas.
log-in-carried = Lo que escribiste te acompaña: en cuanto entres en tu cuenta, estará de nuevo en su formulario.
log-in-copy = Lo que escribiste es demasiado largo para acompañarte. Cópialo antes de entrar en tu cuenta.
log-in-no-account = ¿Aún no tienes cuenta?
log-in-forgotten = ¿Olvidaste tu contraseña? Pregunta a quienes llevan este sitio: todavía no podemos enviar correos.

account-profile = Nombre e idioma
account-profile-act = Guardar
account-password-title = Contraseña
account-password-current = Tu contraseña actual
account-password-new = Tu contraseña nueva
account-password-act = Cambiar mi contraseña
account-sessions = Dónde tienes la sesión abierta
account-sessions-lead = Si no reconoces alguna, ciérrala y cambia tu contraseña.
account-sessions-until = La sesión se cierra sola a los 60 días sin uso y, como muy tarde, a los 90 días de haberla abierto.
account-sessions-until-staff = Como parte del personal, la sesión se cierra 12 horas después de abrirla, hagas lo que hagas.
account-sessions-remembered = { $count ->
    [0] Durante 90 días recordamos, como código, el navegador y la red desde los que inicias sesión, para que quien prueba contraseñas no pueda dejarte fuera allí.
    [one] Durante 90 días recordamos, como código, los navegadores y las redes desde los que inicias sesión, para que quien prueba contraseñas no pueda dejarte fuera allí. Aparte de este navegador es 1. Si cierras aquí una sesión, se olvida.
   *[other] Durante 90 días recordamos, como código, los navegadores y las redes desde los que inicias sesión, para que quien prueba contraseñas no pueda dejarte fuera allí. Aparte de este navegador son { $count }. Si cierras aquí una sesión, se olvida.
}
account-sessions-end-others = Cerrar todas las demás
account-session-unknown = Navegador desconocido
account-session-current = Este navegador
account-session-seen = Último uso
account-session-since = Abierta el
account-session-ends = Termina como muy tarde el { $date }
account-session-end = Cerrar sesión
account-session-end-this = Cerrar sesión en { $agent }
account-ideas = Tus ideas
account-ideas-none = Todavía no has propuesto nada.
account-ideas-hidden = Oculta por moderación
account-measures = Lo que decidió la moderación
account-measures-lead = Sobre lo que escribiste. Cada decisión tiene su motivo.
account-measure-hide-proposal = Tu idea se ocultó.
account-measure-hide-comment = Tu comentario a esta idea se ocultó.
account-measure-hide-statement = Tu frase se retiró.
account-measure-restore-proposal = Tu idea se muestra de nuevo.
account-measure-restore-comment = Tu comentario a esta idea se muestra de nuevo.
account-measure-restore-statement = Se vuelve a preguntar por tu frase.
account-data = Tus datos
account-data-lead = Todo lo que tenemos de ti, en un archivo: tu cuenta, lo que escribiste y lo que apoyaste. No está en él: durante 30 días después de un apoyo guardamos un resumen con clave de la red desde la que llegó, para notar muchos desde un mismo lugar. Quien tuviera toda la base de datos podría averiguar la red.
account-data-act = Descargar mis datos
account-erase-go = Eliminar mi cuenta…

erase-title = ¿Eliminar tu cuenta?
erase-lead = Lee esto primero, por favor. No se puede deshacer.
erase-goes = Se borran tu nombre, tu correo, tu contraseña y tus sesiones abiertas.
erase-stays = Lo que propusiste y escribiste se queda, para que los debates se sigan entendiendo. Aparece como de una «cuenta eliminada».
erase-leaves = Lo que diste en pasos que siguen abiertos se va con tu cuenta:
erase-leaves-supports = { $count ->
    [0] ningún apoyo
    [one] 1 apoyo
   *[other] { $count } apoyos
}
erase-leaves-reactions = { $count ->
    [0] ninguna reacción a un comentario
    [one] 1 reacción a un comentario
   *[other] { $count } reacciones a comentarios
}
erase-leaves-answers = { $count ->
    [0] ninguna respuesta en un mapa de opiniones
    [one] 1 respuesta en un mapa de opiniones
   *[other] { $count } respuestas en mapas de opiniones
}
erase-staying = { $count ->
    [0] De los pasos que ya terminaron, no se cuenta nada tuyo.
    [one] En pasos que ya terminaron diste 1 apoyo, reacción o respuesta. Sigue contando, como un número sin ti.
   *[other] En pasos que ya terminaron diste { $count } apoyos, reacciones o respuestas. Siguen contando, como números sin ti.
}
erase-owed = Una respuesta que la ciudad ya debe se sigue debiendo, también si tu apoyo ayudó a llegar hasta ella.
erase-final = Después ya no podremos saber qué aportaciones eran tuyas, así que nadie podrá quitarlas por ti. Si quieres que algo desaparezca también, bórralo antes.
erase-download-first = Descargar antes mis datos
erase-password = Tu contraseña
erase-confirm-label = Confirmación
erase-confirm = Entiendo que no se puede deshacer.
erase-act = Eliminar mi cuenta
erase-cancel = Conservar mi cuenta

flash-signed-up = ¡Te damos la bienvenida! Ya tienes cuenta y has entrado.
flash-logged-in = Has entrado.
flash-logged-out = Has salido.
flash-profile-saved = Guardado. Los demás ya ven el nombre nuevo.
flash-password-changed = Tu contraseña ha cambiado. Se han cerrado todas tus demás sesiones.
flash-session-ended = Esa sesión está cerrada.
flash-sessions-ended = Se han cerrado todas tus demás sesiones.
flash-erased = Tu cuenta está eliminada. Gracias por haber participado.
