// run: kernel-version=6.1
/*
 * A continuation is a work item that is set up anew with the function that it has, each time that it
 * is queued. What other items run is none of its functions.
 */

#include <linux/mutex.h>
#include <linux/workqueue.h>

struct continuation {
	struct work_struct work;
	struct workqueue_struct *wq;
};

struct port {
	struct mutex lock;
	struct continuation next;
	struct work_struct reset_work;
	int speed;
};

static void continuation_queue(struct continuation *c)
{
	INIT_WORK(&c->work, c->work.func);
	queue_work(c->wq, &c->work);
}

static void port_continue(struct work_struct *work)
{
	struct port *p = container_of(work, struct port, next.work);

	p->speed++;
}

static void port_reset(struct work_struct *work)
{
	struct port *p = container_of(work, struct port, reset_work);

	mutex_lock(&p->lock);
	p->speed = 0;
	mutex_unlock(&p->lock);
}

void port_init(struct port *p, struct workqueue_struct *wq)
{
	mutex_init(&p->lock);
	p->next.wq = wq;
	INIT_WORK(&p->next.work, port_continue);
	INIT_WORK(&p->reset_work, port_reset);
}

void port_kick(struct port *p)
{
	continuation_queue(&p->next);
	queue_work(p->next.wq, &p->reset_work);
}

void port_stop(struct port *p)
{
	mutex_lock(&p->lock);
	cancel_work_sync(&p->next.work);
	mutex_unlock(&p->lock);
}
