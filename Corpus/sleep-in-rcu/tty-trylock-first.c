// run: kernel-version=3.10
/*
 * A terminal driver that tries for the port's semaphore and, if that fails, waits for it after all.
 *
 * Task 1, in the section, meets a port that task 2 holds; task 2 closes the port and waits in
 * synchronize_rcu for task 1.
 */

#include <linux/rcupdate.h>
#include <linux/rwsem.h>

struct tty_port {
	struct rw_semaphore termios;
	unsigned int speed;
};

struct tty {
	struct tty_port *port;
};

static void port_lock_shared(struct tty_port *port)
{
	if (down_read_trylock(&port->termios))
		return;
	down_read(&port->termios);
}

unsigned int tty_speed_bad(struct tty *tty)
{
	struct tty_port *port;
	unsigned int speed = 0;

	rcu_read_lock();
	port = rcu_dereference(tty->port);
	if (port) {
		port_lock_shared(port); // expect: sleep-in-rcu confirmed
		speed = port->speed;
		up_read(&port->termios);
	}
	rcu_read_unlock();
	return speed;
}

void tty_close(struct tty *tty)
{
	struct tty_port *port = tty->port;

	down_write(&port->termios);
	rcu_assign_pointer(tty->port, NULL);
	synchronize_rcu();
	up_write(&port->termios);
}
