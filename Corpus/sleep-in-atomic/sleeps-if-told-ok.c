// run: kernel-version=6.1
/*
 * Functions that say that they may sleep, under a condition: that says nothing of those who call them with
 * the condition false. One checks a flag of its request, one leaves the freeing to others in an interrupt.
 */

#include <linux/rcupdate.h>
#include <linux/sched.h>
#include <linux/spinlock.h>
#include <linux/vmalloc.h>

struct device;

int pm_runtime_get_sync(struct device *dev);
int pm_runtime_put(struct device *dev);

struct request {
	unsigned int flags;
#define REQUEST_MAY_SLEEP 1
};

struct port {
	struct device *dev;
	spinlock_t lock;
	struct rcu_head rcu;
	void *table;
};

static void request_step(struct request *request)
{
	if (request->flags & REQUEST_MAY_SLEEP)
		cond_resched();
}

void port_run(struct port *port, struct request *request)
{
	spin_lock(&port->lock);
	request_step(request);
	pm_runtime_get_sync(port->dev);
	pm_runtime_put(port->dev);
	spin_unlock(&port->lock);
}

static void port_free_rcu(struct rcu_head *head)
{
	vfree(container_of(head, struct port, rcu)->table);
}

void port_free(struct port *port)
{
	call_rcu(&port->rcu, port_free_rcu);
}

void port_flush(struct port *port)
{
	spin_lock_bh(&port->lock);
	vfree(port->table);
	spin_unlock_bh(&port->lock);
}

int port_wait(void)
{
	preempt_disable();
	schedule_preempt_disabled();
	preempt_enable();
	return 0;
}
