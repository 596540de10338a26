// run: kernel-version=6.1
/*
 * The interrupt is kept away while the rings are changed, and may come again by the time they are counted.
 */

#include <linux/interrupt.h>
#include <linux/spinlock.h>

struct port {
	spinlock_t lock;
	unsigned int irq;
	int rings;
};

static irqreturn_t port_interrupt(int irq, void *data)
{
	struct port *port = data;

	spin_lock(&port->lock);
	port->rings++;
	spin_unlock(&port->lock);
	return IRQ_HANDLED;
}

int port_start(struct port *port)
{
	return request_irq(port->irq, port_interrupt, 0, "port", port);
}

int port_set_rings_bad(struct port *port, int rings)
{
	int old;

	disable_irq(port->irq);
	port->rings = rings;
	enable_irq(port->irq);
	spin_lock(&port->lock); // expect: irq-inversion confirmed
	old = port->rings;
	spin_unlock(&port->lock);
	return old;
}
