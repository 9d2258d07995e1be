# Quién escribió algo.
author-erased = Cuenta eliminada
author-imported = de otra plataforma
