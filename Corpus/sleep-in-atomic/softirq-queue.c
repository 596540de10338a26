// run: kernel-version=6.12
// The items of system_bh_wq run as soft interrupts, which may not sleep. The same function on
// another queue may.

#include <linux/interrupt.h>
#include <linux/mutex.h>
#include <linux/workqueue.h>

struct port {
	struct work_struct drain;
	struct work_struct report;
	struct mutex lock;
	unsigned int packets;
};

static void port_count(struct port *p)
{
	mutex_lock(&p->lock);
	p->packets++;
	mutex_unlock(&p->lock);
}

static void port_drain_bad(struct work_struct *work)
{
	port_count(container_of(work, struct port, drain)); // expect: sleep-in-atomic confirmed
}

static void port_report_ok(struct work_struct *work)
{
	struct port *p = container_of(work, struct port, report);

	mutex_lock(&p->lock);
	p->packets = 0;
	mutex_unlock(&p->lock);
}

static irqreturn_t port_interrupt(int irq, void *data)
{
	struct port *p = data;

	queue_work(system_bh_wq, &p->drain);
	queue_work(system_wq, &p->report);
	return IRQ_HANDLED;
}

int port_start(struct port *p, unsigned int irq)
{
	mutex_init(&p->lock);
	INIT_WORK(&p->drain, port_drain_bad);
	INIT_WORK(&p->report, port_report_ok);
	return request_irq(irq, port_interrupt, 0, "port", p);
}
