// run: kernel-version=6.1
/*
 * A port is gone when its count of users has come to nothing, and who takes it away waits for that with the
 * port's mutex held.
 *
 * Flushing asks for the mutex first, and counts as a user only then: while it waits for the mutex nobody waits for
 * it. Resetting is a user already when it asks for the mutex.
 */

#include <linux/atomic.h>
#include <linux/mutex.h>
#include <linux/wait.h>

struct port {
	struct mutex lock;
	wait_queue_head_t gone;
	atomic_t users;
	int bytes;
};

static int port_get(struct port *port)
{
	return atomic_inc_not_zero(&port->users);
}

static void port_put(struct port *port)
{
	if (atomic_dec_and_test(&port->users))
		wake_up(&port->gone);
}

void port_remove_ok(struct port *port)
{
	mutex_lock(&port->lock);
	port_put(port);
	wait_event(port->gone, !atomic_read(&port->users));
	mutex_unlock(&port->lock);
}

static void port_drop_bytes(struct port *port)
{
	if (!port_get(port))
		return;
	port->bytes = 0;
	port_put(port);
}

void port_flush(struct port *port)
{
	mutex_lock(&port->lock);
	port_drop_bytes(port);
	mutex_unlock(&port->lock);
}

void port_count(struct port *port)
{
	mutex_lock(&port->lock);
	port->bytes++;
	mutex_unlock(&port->lock);
	port_drop_bytes(port);
}

struct line {
	struct mutex lock;
	wait_queue_head_t gone;
	atomic_t users;
	int bytes;
};

void line_remove_bad(struct line *line)
{
	mutex_lock(&line->lock);
	wait_event(line->gone, !atomic_read(&line->users)); // expect: wait-under-lock confirmed
	mutex_unlock(&line->lock);
}

void line_reset(struct line *line)
{
	if (!atomic_inc_not_zero(&line->users))
		return;
	mutex_lock(&line->lock);
	line->bytes = 0;
	mutex_unlock(&line->lock);
	if (atomic_dec_and_test(&line->users))
		wake_up(&line->gone);
}
