// run: kernel-version=6.1
/*
 * A link that is asked, which takes its time, by the handler of an interrupt: it is not the port's own, which could
 * be read at once.
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

static irqreturn_t port_interrupt_bad(int irq, void *data)
{
	struct port *port = data;
	int value;

	spin_lock(&port->lock);
	value = link_read(&port->behind); // expect: sleep-in-atomic confirmed
	spin_unlock(&port->lock);
	return value ? IRQ_HANDLED : IRQ_NONE;
}

int port_start(struct port *port, int irq)
{
	return request_irq(irq, port_interrupt_bad, 0, "port", port);
}
