// run: kernel-version=6.1
/*
 * Helpers that lock if they have to, and others that unlock if they have to; a mutex that is found in two
 * places; a method that locks with whatever its object has. None of them has a way out that forgets.
 */

#include <linux/errno.h>
#include <linux/mutex.h>
#include <linux/spinlock.h>

struct port {
	struct mutex own;
	struct mutex *shared;
	spinlock_t state;
	void (*lock)(struct port *port);
	void (*unlock)(struct port *port);
	int enabled;
};

static void port_lock_if_enabled(struct port *port)
{
	if (port->enabled)
		mutex_lock(&port->own);
}

static void port_unlock_if_enabled(struct port *port)
{
	if (port->enabled)
		mutex_unlock(&port->own);
}

void port_begin(struct port *port)
{
	struct mutex *lock = port->shared ? port->shared : &port->own;

	mutex_lock(lock);
}

void port_end(struct port *port)
{
	struct mutex *lock = port->shared ? port->shared : &port->own;

	mutex_unlock(lock);
}

int port_set(struct port *port, int value)
{
	int status = 0;

	port_begin(port);
	if (value < 0) {
		status = -EINVAL;
		goto out;
	}
	port->enabled = value;
out:
	port_end(port);
	return status;
}

int port_run(struct port *port)
{
	port_lock_if_enabled(port);
	port_unlock_if_enabled(port);
	return 0;
}

/* Called with interrupts off, and returns so. */
int port_callback(struct port *port, int (*callback)(struct port *))
{
	int status;

	if (!callback)
		return 0;
	spin_unlock_irq(&port->state);
	status = callback(port);
	spin_lock_irq(&port->state);
	return status;
}

static void lock_state(struct port *port)
{
	spin_lock(&port->state);
}

static void unlock_state(struct port *port)
{
	spin_unlock(&port->state);
}

static void lock_own(struct port *port)
{
	mutex_lock(&port->own);
}

static void unlock_own(struct port *port)
{
	mutex_unlock(&port->own);
}

void port_init(struct port *port, int fast)
{
	port->lock = fast ? lock_state : lock_own;
	port->unlock = fast ? unlock_state : unlock_own;
}

int port_write(struct port *port, int value)
{
	port->lock(port);
	if (value < 0) {
		port->unlock(port);
		return -EINVAL;
	}
	port->enabled = value;
	port->unlock(port);
	return 0;
}
