# Los autores de los textos.
# used: author-badge-*
author-erased = Cuenta eliminada
author-imported = de otra plataforma
author-badge-staff = Personal municipal
author-badge-resident = Residente
