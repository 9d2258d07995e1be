# El debate de una propuesta.
# used: alignment-* comment-sort-* flash-*
alignment-for = A favor
alignment-against = En contra
alignment-neutral = Ni a favor ni en contra
comment-count = { $count ->
    [0] Comentarios
    [one] 1 comentario
   *[other] { $count } comentarios
}
comment-none = Nadie ha comentado todavía. El tuyo puede ser el primero.
comment-none-closed = Nadie comentó.
comment-closed = Los comentarios están cerrados.
comment-log-in = Entra para comentar
comment-write = Escribir un comentario
comment-body = Tu comentario
comment-body-hint = Habla de la idea, no de la persona. Puedes cambiar tu comentario durante 15 minutos.
comment-alignment = ¿Qué opinas de esta idea?
comment-publish = Publicar mi comentario
comment-reply = Responder
comment-reply-body = Tu respuesta
comment-publish-reply = Publicar mi respuesta
comment-edit = Cambiar
comment-save = Guardar mis cambios
comment-delete = Borrar
comment-delete-look = Tu texto se borra para siempre. En su lugar queda un aviso, para que se pueda seguir leyendo lo que otros respondieron.
comment-delete-sure = Borrar mi comentario
comment-deleted = Su autor borró este comentario.
comment-hidden = Un moderador ocultó este comentario
comment-hidden-own = Leer lo que escribiste
comment-hidden-staff = Leer lo que está oculto
hidden-reason = Motivo: { $reason }
comment-edited = cambiado
comment-orphan = respuesta a algo que no está aquí
comment-answers = En respuesta a { $name }
comment-agree = De acuerdo
comment-disagree = En desacuerdo
comment-react-failed = No se pudo guardar. Inténtalo de nuevo o recarga la página.
comment-replies = { $count ->
    [0] Solo respuestas retiradas
    [one] 1 respuesta
   *[other] { $count } respuestas
}
comment-more-replies = { $count ->
    [one] Leer 1 respuesta más
   *[other] Leer { $count } respuestas más
}
comment-whole-thread = Ver el hilo entero
comment-order = Orden:
comment-sort-best = Mejores primero
comment-sort-newest = Más recientes
comment-sort-oldest = Más antiguos
comment-pages = Más comentarios
comment-next = Más comentarios
comment-next-replies = Más respuestas
comment-first = Volver a los primeros comentarios
comment-all = Todos los comentarios sobre esta idea
comment-kicker = Comentarios sobre la propuesta { $number }
comment-page-title = Comentarios sobre «{ $title }»
comment-thread-title = Un comentario sobre «{ $title }»

flash-commented = Tu comentario está publicado. Puedes cambiarlo durante 15 minutos.
flash-replied = Tu respuesta está publicada. Puedes cambiarla durante 15 minutos.
flash-comment-edited = Tus cambios están guardados.
flash-comment-deleted = Tu comentario está borrado. En su lugar queda un aviso.
