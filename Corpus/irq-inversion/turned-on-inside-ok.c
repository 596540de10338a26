// run: kernel-version=6.1
/*
 * The lock of a handler, held with interrupts off by a task that calls a helper. That one turns interrupts on when it
 * gives back its own lock, whatever they were.
 */

#include <linux/interrupt.h>
#include <linux/spinlock.h>

struct port {
	spinlock_t lock;
	spinlock_t aux;
	int count;
};

static irqreturn_t port_interrupt(int irq, void *data)
{
	struct port *port = data;

	spin_lock(&port->lock);
	port->count++;
	spin_unlock(&port->lock);
	return IRQ_HANDLED;
}

int port_start(struct port *port)
{
	return request_irq(5, port_interrupt, 0, "port", port);
}

static void port_aux(struct port *port)
{
	unsigned long flags;

	spin_lock_irqsave(&port->aux, flags);
	port->count = 2;
	spin_unlock_irqrestore(&port->aux, flags);
}

void port_set_ok(struct port *port)
{
	unsigned long flags;

	spin_lock_irqsave(&port->lock, flags);
	port_aux(port);
	port->count = 3;
	spin_unlock_irqrestore(&port->lock, flags);
}
