// run: kernel-version=6.1
/*
 * The link of the port itself is read at once, whatever is behind it has to be asked. Which one it is, is asked by
 * where it is: in the port that it points to.
 */

#include <linux/completion.h>
#include <linux/interrupt.h>
#include <linux/spinlock.h>

struct port;

struct link {
	struct port *port;
	struct completion answer;
	int value;
};

struct port {
	spinlock_t lock;
	struct link link;
	struct link behind;
};

static int link_ask(struct link *link)
{
	wait_for_completion(&link->answer);
	return link->value;
}

static int link_read(struct link *link)
{
	if (link == &link->port->link)
		return link->value;
	return link_ask(link);
}

void link_answer(struct link *link)
{
	complete(&link->answer);
}

int port_probe_ok(struct port *port)
{
	return link_read(&port->behind);
}

static irqreturn_t port_interrupt_ok(int irq, void *data)
{
	struct port *port = data;
	int value;

	spin_lock(&port->lock);
	value = link_read(&port->link);
	spin_unlock(&port->lock);
	return value ? IRQ_HANDLED : IRQ_NONE;
}

int port_start_ok(struct port *port, int irq)
{
	return request_irq(irq, port_interrupt_ok, 0, "port", port);
}
