// run: kernel-version=6.1
/*
 * A driver that changes its rings keeps its own interrupt away meanwhile, in a helper that has one line
 * or two, so a plain lock is enough. What has forgotten to do so is caught in the middle.
 */

#include <linux/interrupt.h>
#include <linux/spinlock.h>

struct port {
	spinlock_t lock;
	unsigned int irq;
	unsigned int error_irq;
	int has_two;
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

static void port_disable(struct port *port)
{
	disable_irq(port->irq);
	if (port->has_two)
		disable_irq(port->error_irq);
}

static void port_enable(struct port *port)
{
	enable_irq(port->irq);
	if (port->has_two)
		enable_irq(port->error_irq);
}

void port_set_rings_ok(struct port *port, int rings)
{
	port_disable(port);
	spin_lock(&port->lock);
	port->rings = rings;
	spin_unlock(&port->lock);
	port_enable(port);
}
