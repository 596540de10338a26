// run: kernel-version=6.1
/*
 * A worker that tries for the lock and puts off what it cannot do now.
 *
 * Task 1 holds the mutex and waits for its own reply. Task 2, the worker, meets a reply that needs
 * the mutex: it does not wait, but keeps the reply for later and goes on to task 1's.
 */

#include <linux/completion.h>
#include <linux/list.h>
#include <linux/mutex.h>
#include <linux/spinlock.h>
#include <linux/workqueue.h>

struct reply {
	struct list_head list;
	bool counts;
	struct completion *done;
};

struct channel {
	struct mutex lock;
	spinlock_t list_lock;
	struct list_head replies;
	struct delayed_work work;
	u64 bytes;
};

int hw_command(struct channel *channel);

static void channel_replies(struct work_struct *work)
{
	struct channel *channel = container_of(to_delayed_work(work), struct channel, work);
	struct reply *reply, *next;
	LIST_HEAD(replies);
	LIST_HEAD(later);

	spin_lock_irq(&channel->list_lock);
	list_splice_init(&channel->replies, &replies);
	spin_unlock_irq(&channel->list_lock);

	list_for_each_entry_safe(reply, next, &replies, list) {
		list_del(&reply->list);
		if (!reply->counts) {
			complete(reply->done);
			continue;
		}
		if (!mutex_trylock(&channel->lock)) {
			list_add_tail(&reply->list, &later);
			continue;
		}
		channel->bytes++;
		mutex_unlock(&channel->lock);
	}

	if (!list_empty(&later)) {
		spin_lock_irq(&channel->list_lock);
		list_splice_tail(&later, &channel->replies);
		spin_unlock_irq(&channel->list_lock);
		schedule_delayed_work(&channel->work, 1);
	}
}

int channel_command_ok(struct channel *channel, struct reply *reply)
{
	DECLARE_COMPLETION_ONSTACK(done);
	int err;

	reply->done = &done;
	reply->counts = false;
	mutex_lock(&channel->lock);
	err = hw_command(channel);
	if (!err)
		wait_for_completion(&done);
	mutex_unlock(&channel->lock);
	return err;
}

void channel_init_ok(struct channel *channel)
{
	mutex_init(&channel->lock);
	spin_lock_init(&channel->list_lock);
	INIT_LIST_HEAD(&channel->replies);
	INIT_DELAYED_WORK(&channel->work, channel_replies);
}
