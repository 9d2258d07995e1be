# The administrators' page.
# used: flash-*
nav-admin = Cuentas
admin-accounts = Cuentas
admin-accounts-lead = Quién puede entrar y qué puede hacer. Un papel nuevo vale desde el siguiente clic de la persona.
admin-find = Nombre o correo
admin-role = Papel
admin-any-role = Cualquier papel
admin-show = Mostrar
admin-role-of = Papel de { $name }
admin-role-act = Cambiar
admin-role-act-of = Cambiar el papel de { $name }
admin-nobody = Nadie así
admin-nobody-hint = Prueba con menos letras o con otro papel.
admin-everybody = Mostrar todas
admin-pages = Páginas
admin-newest = Cuentas más nuevas
admin-older = Cuentas anteriores
flash-role-changed = { $name } tiene ahora el papel: { $role }.
flash-role-outdated = Otra persona cambió entretanto el papel de { $name }. No se ha cambiado nada: vuelve a mirar.
