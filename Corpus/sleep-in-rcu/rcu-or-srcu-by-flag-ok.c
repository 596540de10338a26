// run: kernel-version=6.1
/*
 * A queue that calls its driver under RCU, or under SRCU if the driver says that it blocks.
 *
 * The same field is called in both branches. The driver that sleeps sets the flag where it installs
 * its function, so under RCU only the other one is ever called.
 */

#include <linux/mutex.h>
#include <linux/rcupdate.h>
#include <linux/spinlock.h>
#include <linux/srcu.h>

#define QUEUE_BLOCKING 1

struct queue;

struct queue_ops {
	int (*queue_one)(struct queue *queue, int tag);
};

struct queue {
	unsigned int flags;
	const struct queue_ops *ops;
	struct srcu_struct srcu;
	struct mutex lock;
	spinlock_t fast_lock;
	int last;
};

int queue_dispatch_ok(struct queue *queue, int tag)
{
	int idx, err;

	if (queue->flags & QUEUE_BLOCKING) {
		idx = srcu_read_lock(&queue->srcu);
		err = queue->ops->queue_one(queue, tag);
		srcu_read_unlock(&queue->srcu, idx);
	} else {
		rcu_read_lock();
		err = queue->ops->queue_one(queue, tag); // expect-fp: sleep-in-rcu flags that are set beside an operations table do not choose among its functions
		rcu_read_unlock();
	}
	return err;
}

static int slow_queue_one(struct queue *queue, int tag)
{
	mutex_lock(&queue->lock);
	queue->last = tag;
	mutex_unlock(&queue->lock);
	return 0;
}

static int fast_queue_one(struct queue *queue, int tag)
{
	spin_lock(&queue->fast_lock);
	queue->last = tag;
	spin_unlock(&queue->fast_lock);
	return 0;
}

static const struct queue_ops slow_ops = {
	.queue_one = slow_queue_one,
};

static const struct queue_ops fast_ops = {
	.queue_one = fast_queue_one,
};

void slow_queue_init_ok(struct queue *queue)
{
	mutex_init(&queue->lock);
	queue->flags = QUEUE_BLOCKING;
	queue->ops = &slow_ops;
}

void fast_queue_init_ok(struct queue *queue)
{
	spin_lock_init(&queue->fast_lock);
	queue->flags = 0;
	queue->ops = &fast_ops;
}
