// run: kernel-version=6.1
/*
 * A serial core: spinlocks of a list and of its elements, the second order four calls down and on an
 * error path only.
 *
 * Task 1 has ports_lock and asks for the lock of a port. Task 2 has the lock of a port when its
 * transmitter fails, and takes the port off the list.
 */

#include <linux/list.h>
#include <linux/spinlock.h>

struct port {
	struct list_head list;
	spinlock_t lock;
	int fifo;
	int credits;
};

static LIST_HEAD(ports);
static DEFINE_SPINLOCK(ports_lock);

int ports_total_bad(void)
{
	struct port *port;
	int total = 0;

	spin_lock(&ports_lock);
	list_for_each_entry(port, &ports, list) {
		spin_lock(&port->lock); // expect: lock-order confirmed
		total += port->credits;
		spin_unlock(&port->lock);
	}
	spin_unlock(&ports_lock);
	return total;
}

static void port_unlink(struct port *port)
{
	spin_lock(&ports_lock);
	list_del(&port->list);
	spin_unlock(&ports_lock);
}

static void port_give_up(struct port *port)
{
	port->credits = 0;
	port_unlink(port);
}

static int port_push(struct port *port, int byte)
{
	if (port->credits == 0) {
		port_give_up(port);
		return -EIO;
	}
	port->credits--;
	port->fifo = byte;
	return 0;
}

int port_write_bad(struct port *port, const char *data, int count)
{
	int err = 0;

	spin_lock(&port->lock);
	while (count--) {
		err = port_push(port, *data++);
		if (err)
			goto out;
	}
out:
	spin_unlock(&port->lock);
	return err;
}
