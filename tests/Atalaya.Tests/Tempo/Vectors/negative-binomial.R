# Random baselines of stretches and a window, with what MASS::glm.nb and the profile likelihood make of them. One case a line, tab separated:
# counts, exposures, window count, window exposure, theta, log-likelihood, Poisson log-likelihood, bounds of theta, log-likelihood with and without
# a rate of the window's own, ratio, its bounds, and 1/theta as surveillance's glrnb estimates it (NA where exposures differ).
suppressMessages({library(MASS); library(surveillance)})
set.seed(20250203)
tight <- glm.control(epsilon = 1e-13, maxit = 200)
loss <- qchisq(0.95, 1) / 2
best <- function(y, t, th) {  # likelihood at theta, the rate at its best
  if (sum(y) == 0) return(0)
  f <- function(m) sum((y - m * t) / (1 + m * t / th))
  m <- uniroot(f, c(sum(y) / sum(t) * 1e-6, max(y / t) * (1 + 1e-9) + 1e-9), tol = 1e-15)$root
  sum(dnbinom(y, mu = m * t, size = th, log = TRUE))
}
profile.ratio <- function(y, t, x, tx, lr) {
  optimize(function(u) best(c(y, x), c(t, tx * exp(lr)), exp(u)), c(-8, 14), maximum = TRUE, tol = 1e-10)$objective
}
number <- function(v) paste(sprintf("%.17g", v), collapse = ",")
done <- 0
while (done < 40) {
  n <- sample(10:60, 1); size <- exp(runif(1, -1, 2)); rate <- exp(runif(1, -1.5, 1))
  even <- done %% 2 == 0
  t <- if (even) rep(10, n) else round(runif(n, 2, 10), 3)
  y <- rnbinom(n, mu = rate * t / 5, size = size)
  x <- rnbinom(1, mu = rate * 2 * exp(runif(1, 0, 2)), size = size); tx <- 10
  if (sum(y) < 5 || x == 0 || var(y) < 1.6 * mean(y)) next
  fit <- try(suppressWarnings(glm.nb(y ~ 1 + offset(log(t)), control = tight)), silent = TRUE)
  if (inherits(fit, "try-error") || fit$theta > 1e4) next
  th <- theta.ml(y, fitted(fit), limit = 200, eps = 1e-13)
  fit <- try(suppressWarnings(glm.nb(y ~ 1 + offset(log(t)), control = tight, init.theta = as.numeric(th))), silent = TRUE)
  if (inherits(fit, "try-error")) next
  top <- as.numeric(logLik(fit)); u0 <- log(fit$theta)
  f <- function(u) best(y, t, exp(u)) - (top - loss)
  if (f(-8) > 0 || f(18) > 0) next
  lo <- exp(uniroot(f, c(-8, u0), tol = 1e-12)$root); hi <- exp(uniroot(f, c(u0, 18), tol = 1e-12)$root)
  d <- data.frame(y = c(y, x), t = c(t, tx), w = c(rep(0, n), 1))
  two <- try(suppressWarnings(glm.nb(y ~ w + offset(log(t)), data = d, control = tight)), silent = TRUE)
  one <- try(suppressWarnings(glm.nb(y ~ 1 + offset(log(t)), data = d, control = tight)), silent = TRUE)
  if (inherits(two, "try-error") || inherits(one, "try-error")) next
  l2 <- as.numeric(logLik(two)); b <- unname(coef(two)["w"])
  g <- function(lr) profile.ratio(y, t, x, tx, lr) - (l2 - loss)
  # Beyond thirty powers of e nothing is a bound.
  rl <- if (g(b - 30) > 0) -Inf else uniroot(g, c(b - 30, b), tol = 1e-8)$root
  rh <- if (g(b + 30) > 0) Inf else uniroot(g, c(b, b + 30), tol = 1e-8)$root
  alpha <- NA
  if (even) {
    s <- sts(observed = matrix(c(y, x), ncol = 1), start = c(2000, 1), frequency = 36)
    dis <- sts2disProg(s)
    # S = 0: the model without season, with a trend left out, fitted to the first n counts.
    r <- try(suppressWarnings(algo.glrnb(dis, control = list(range = n + 1, mu0 = list(S = 0, trend = FALSE), alpha = NULL, c.ARL = 5))), silent = TRUE)
    if (!inherits(r, "try-error")) alpha <- r$control$alpha
  }
  poisson <- sum(dpois(y, sum(y) / sum(t) * t, log = TRUE))
  cat(paste(c(number(y), number(t), x, number(tx), number(as.numeric(fit$theta)), number(top), number(poisson), number(lo), number(hi), number(as.numeric(logLik(one))), number(l2),
    number(exp(b)), number(exp(rl)), number(exp(rh)), number(alpha)), collapse = "\t"), "\n", sep = "")
  done <- done + 1
}
