// run: kernel-version=6.1
/*
 * Which of two work items is queued depends on a flag. Both take the mutex under which their queue is flushed.
 */

#include <linux/mutex.h>
#include <linux/workqueue.h>

struct uplink {
	struct mutex lock;
	struct workqueue_struct *queue;
	struct work_struct up;
	struct work_struct down;
	int state;
};

static void uplink_change(struct uplink *uplink, int state)
{
	mutex_lock(&uplink->lock);
	uplink->state = state;
	mutex_unlock(&uplink->lock);
}

static void uplink_up(struct work_struct *work)
{
	uplink_change(container_of(work, struct uplink, up), 1);
}

static void uplink_down(struct work_struct *work)
{
	uplink_change(container_of(work, struct uplink, down), 0);
}

void uplink_init(struct uplink *uplink)
{
	mutex_init(&uplink->lock);
	uplink->queue = alloc_workqueue("uplink", 0, 0);
	INIT_WORK(&uplink->up, uplink_up);
	INIT_WORK(&uplink->down, uplink_down);
}

void uplink_event(struct uplink *uplink, bool up)
{
	queue_work(uplink->queue, up ? &uplink->up : &uplink->down);
}

void uplink_stop_bad(struct uplink *uplink)
{
	mutex_lock(&uplink->lock);
	uplink->state = -1;
	flush_workqueue(uplink->queue); // expect: flush-under-lock confirmed
	mutex_unlock(&uplink->lock);
}
