# Random histories with one change of rate, and the posterior of its day by numerical integration, which shares no formula with the code.
# One case a line: counts, exposures, shape of the prior, posterior of the days from the second on, probability of a rise, means before and after
# (a day), log Bayes factor.
set.seed(20250128)
number <- function(v) paste(sprintf("%.17g", v), collapse = ",")
whole <- function(y, t, a, b, power = 0) {  # integral of rate^power x likelihood x prior over the logarithm of the rate, its peak taken out; log
  f <- function(u) sapply(u, function(v) (power + 1) * v + sum(dpois(y, exp(v) * t, log = TRUE)) + dgamma(exp(v), a, b, log = TRUE))
  shape <- a + sum(y) + power; peak <- log(shape / (b + sum(t))); top <- f(peak)
  cut <- peak + c(-60, -20, -8, -3, 0, 3, 8) / sqrt(shape)
  top + log(sum(sapply(1:6, function(i) integrate(function(u) exp(f(u) - top), cut[i], cut[i + 1], rel.tol = 1e-11, abs.tol = 1e-16, subdivisions = 2000)$value)))
}
for (case in 1:12) {
  n <- sample(8:40, 1); k0 <- sample(2:n, 1); a <- sample(c(1, 0.5, 2), 1)
  t <- ifelse(runif(n) < 0.2, round(runif(n, 0.1, 1), 3), 1)
  y <- rpois(n, t * ifelse(seq_len(n) < k0, exp(runif(1, -2, 0.5)), exp(runif(1, -2, 1.5))))
  if (sum(y) < 2) y[sample(n, 2)] <- 2
  b <- a * sum(t) / sum(y)
  k <- 2:n
  m1 <- sapply(k, function(d) whole(y[seq_len(d - 1)], t[seq_len(d - 1)], a, b)); m2 <- sapply(k, function(d) whole(y[d:n], t[d:n], a, b))
  l <- m1 + m2; w <- exp(l - max(l)); p <- w / sum(w)
  before <- sapply(k, function(d) exp(whole(y[seq_len(d - 1)], t[seq_len(d - 1)], a, b, 1) - m1[d - 1]))
  after <- sapply(k, function(d) exp(whole(y[d:n], t[d:n], a, b, 1) - m2[d - 1]))
  rise <- sapply(k, function(d) { i <- seq_len(d - 1)
    f <- function(x) dgamma(x, a + sum(y[d:n]), b + sum(t[d:n])) * pgamma(x, a + sum(y[i]), b + sum(t[i]))
    at <- qgamma(c(0, 1e-6, 0.05, 0.5, 0.95, 1 - 1e-6, 1 - 1e-13), a + sum(y[d:n]), b + sum(t[d:n]))
    sum(sapply(1:6, function(j) integrate(f, at[j], at[j + 1], rel.tol = 1e-9)$value)) })
  cat(paste(c(number(y), number(t), number(a), number(p), number(sum(p * rise)), number(sum(p * before)), number(sum(p * after)),
    number(max(l) + log(sum(w) / (n - 1)) - whole(y, t, a, b))), collapse = "\t"), "\n", sep = "")
}
