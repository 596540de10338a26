// run: kernel-version=6.12
/*
 * On PREEMPT_RT spinlocks nest in each other, in readers of RCU, with soft interrupts off, and in the handlers of
 * interrupts and timers, which are threads. They switch no interrupts off, so allocating with GFP_ATOMIC and
 * waking may come under them; and a raw_spinlock_t may be taken under anything.
 */

#define CONFIG_PREEMPT_RT 1

#include <linux/interrupt.h>
#include <linux/local_lock.h>
#include <linux/rcupdate.h>
#include <linux/slab.h>
#include <linux/spinlock.h>
#include <linux/timer.h>
#include <linux/wait.h>

struct port {
	spinlock_t lock;
	rwlock_t table;
	raw_spinlock_t registers;
	local_lock_t cache;
	wait_queue_head_t waiters;
	struct timer_list timer;
	void *buffer;
	int sent;
};

static void port_pump(struct port *port)
{
	unsigned long flags;

	spin_lock_irqsave(&port->lock, flags);
	read_lock(&port->table);
	raw_spin_lock(&port->registers);
	port->sent++;
	raw_spin_unlock(&port->registers);
	read_unlock(&port->table);
	if (!port->buffer)
		port->buffer = kmalloc(64, GFP_ATOMIC);
	wake_up(&port->waiters);
	spin_unlock_irqrestore(&port->lock, flags);
}

static irqreturn_t port_irq_ok(int irq, void *data)
{
	port_pump(data);
	return IRQ_HANDLED;
}

static void port_timer_ok(struct timer_list *t)
{
	struct port *port = from_timer(port, t, timer);

	port_pump(port);
}

int port_open_ok(struct port *port, unsigned int irq)
{
	timer_setup(&port->timer, port_timer_ok, 0);
	return request_irq(irq, port_irq_ok, 0, "port", port);
}

void port_walk_ok(struct port *port)
{
	rcu_read_lock();
	local_bh_disable();
	local_lock(&port->cache);
	port_pump(port);
	local_unlock(&port->cache);
	local_bh_enable();
	rcu_read_unlock();
}
