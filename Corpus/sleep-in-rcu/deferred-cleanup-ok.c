// run: kernel-version=6.1
/*
 * A device table that hands over, under RCU, what will sleep later.
 *
 * In the section there are only spinlocks, a completion that is signalled, an item that is queued and
 * a callback that is registered. The functions handed over sleep, but not here.
 */

#include <linux/completion.h>
#include <linux/mutex.h>
#include <linux/rculist.h>
#include <linux/slab.h>
#include <linux/spinlock.h>
#include <linux/workqueue.h>

struct device_entry {
	struct list_head list;
	spinlock_t lock;
	struct mutex users_lock;
	struct work_struct cleanup;
	struct completion stopped;
	struct rcu_head rcu;
	bool gone;
};

static LIST_HEAD(entries);

static void entry_cleanup(struct work_struct *work)
{
	struct device_entry *entry = container_of(work, struct device_entry, cleanup);

	mutex_lock(&entry->users_lock);
	wait_for_completion(&entry->stopped);
	mutex_unlock(&entry->users_lock);
}

void entry_init_ok(struct device_entry *entry)
{
	spin_lock_init(&entry->lock);
	mutex_init(&entry->users_lock);
	init_completion(&entry->stopped);
	INIT_WORK(&entry->cleanup, entry_cleanup);
}

static void entry_free(struct rcu_head *head)
{
	kfree(container_of(head, struct device_entry, rcu));
}

void entries_stop_ok(void)
{
	struct device_entry *entry;
	unsigned long flags;

	rcu_read_lock();
	list_for_each_entry_rcu(entry, &entries, list) {
		spin_lock_irqsave(&entry->lock, flags);
		if (entry->gone) {
			spin_unlock_irqrestore(&entry->lock, flags);
			call_rcu(&entry->rcu, entry_free);
			continue;
		}
		entry->gone = true;
		spin_unlock_irqrestore(&entry->lock, flags);
		complete(&entry->stopped);
		schedule_work(&entry->cleanup);
	}
	rcu_read_unlock();
}
