//! Two real servers, called through clients that are generated from their own descriptions. `run`
//! starts the servers and these tests. Each test is a task of a user, and says where the task
//! fails and with which error.

#[cfg(test)]
mod chroma;
#[cfg(test)]
mod jupyter;

/// What `run` says in a variable of the environment.
#[cfg(test)]
fn said(name: &str) -> String {
    std::env::var(name).unwrap_or_else(|_| panic!("{name} is not set: use `run` in this folder"))
}
