// run: kernel-version=6.1
/*
 * An event of a host is a work item that points to the host, and runs on the host's ordered queue. It flushes another
 * queue of the host.
 */

#include <linux/gfp.h>
#include <linux/slab.h>
#include <linux/workqueue.h>

struct host {
	struct workqueue_struct *queue;
	struct workqueue_struct *other_queue;
};

struct event {
	struct work_struct work;
	struct host *host;
};

static void event_run(struct work_struct *work)
{
	struct event *event = container_of(work, struct event, work);

	flush_workqueue(event->host->other_queue);
	kfree(event);
}

int host_event(struct host *host)
{
	struct event *event = kzalloc(sizeof(*event), GFP_ATOMIC);

	if (!event)
		return -ENOMEM;
	event->host = host;
	INIT_WORK(&event->work, event_run);
	queue_work(host->queue, &event->work);
	return 0;
}

int host_init(struct host *host)
{
	host->queue = alloc_ordered_workqueue("host", 0);
	host->other_queue = alloc_ordered_workqueue("other", 0);
	return host->queue && host->other_queue ? 0 : -ENOMEM;
}
