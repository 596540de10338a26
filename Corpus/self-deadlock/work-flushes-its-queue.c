// run: kernel-version=6.1
/*
 * Items that wait for themselves: one that flushes the queue which it runs on when it gives up, and a timer
 * that is deleted by its own function. Those of a link's peer may be waited for, and what is only taken off
 * the queue is not waited for.
 */

#include <linux/timer.h>
#include <linux/workqueue.h>

struct link {
	struct workqueue_struct *queue;
	struct work_struct probe;
	struct delayed_work retry;
	struct timer_list silence;
	struct link *peer;
	int failures;
};

static void link_give_up(struct link *link)
{
	link->failures = 0;
	flush_workqueue(link->queue); // expect: self-deadlock confirmed
}

static void link_probe(struct work_struct *work)
{
	struct link *link = container_of(work, struct link, probe);

	if (++link->failures > 3)
		link_give_up(link);
	else
		queue_work(link->queue, &link->probe);
}

static void link_silence(struct timer_list *timer)
{
	struct link *link = from_timer(link, timer, silence);

	link->failures++;
	del_timer_sync(&link->silence); // expect: self-deadlock confirmed
}

static void link_retry_ok(struct work_struct *work)
{
	struct link *link = container_of(work, struct link, retry.work);

	cancel_delayed_work(&link->retry);
	cancel_delayed_work_sync(&link->peer->retry);
}

void link_start(struct link *link)
{
	link->queue = alloc_workqueue("link", 0, 0);
	INIT_WORK(&link->probe, link_probe);
	INIT_DELAYED_WORK(&link->retry, link_retry_ok);
	timer_setup(&link->silence, link_silence, 0);
	queue_work(link->queue, &link->probe);
}

void link_stop_ok(struct link *link)
{
	del_timer_sync(&link->silence);
	cancel_delayed_work_sync(&link->retry);
	flush_workqueue(link->queue);
}
