// run: kernel-version=6.1
/*
 * A sensor hub with an ordered queue for its commands, its answers and its time-outs.
 *
 * The item that resets the hub, a delayed one, sends a command and waits for the answer with the
 * hub's mutex held; answers are items of the same queue. It needs no mutex to deadlock, but another
 * task that wants it is stuck too.
 */

#include <linux/completion.h>
#include <linux/mutex.h>
#include <linux/workqueue.h>

struct hub {
	struct mutex lock;
	struct workqueue_struct *wq;
	struct delayed_work watchdog;
	struct work_struct answer_work;
	struct completion answered;
	u32 answer;
};

int hw_send(struct hub *hub, u32 command);
u32 hw_answer(struct hub *hub);

static void hub_answer(struct work_struct *work)
{
	struct hub *hub = container_of(work, struct hub, answer_work);

	hub->answer = hw_answer(hub);
	complete(&hub->answered);
}

static int hub_command(struct hub *hub, u32 command)
{
	int err;

	mutex_lock(&hub->lock);
	reinit_completion(&hub->answered);
	err = hw_send(hub, command);
	if (!err)
		wait_for_completion(&hub->answered); // expect: serialized-completion confirmed
	mutex_unlock(&hub->lock);
	return err;
}

static void hub_watchdog_bad(struct work_struct *work)
{
	struct hub *hub = container_of(to_delayed_work(work), struct hub, watchdog);

	hub_command(hub, 0xff);
	queue_delayed_work(hub->wq, &hub->watchdog, HZ);
}

/* From outside of the queue it is fine. */
int hub_read_ok(struct hub *hub)
{
	return hub_command(hub, 1);
}

void hub_interrupt(struct hub *hub)
{
	queue_work(hub->wq, &hub->answer_work);
}

int hub_init(struct hub *hub)
{
	mutex_init(&hub->lock);
	init_completion(&hub->answered);
	INIT_WORK(&hub->answer_work, hub_answer);
	INIT_DELAYED_WORK(&hub->watchdog, hub_watchdog_bad);
	hub->wq = alloc_ordered_workqueue("hub", 0);
	if (!hub->wq)
		return -ENOMEM;
	queue_delayed_work(hub->wq, &hub->watchdog, HZ);
	return 0;
}
