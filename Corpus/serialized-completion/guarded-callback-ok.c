// run: kernel-version=6.1
/*
 * A dispatcher that calls the quick callbacks itself and gives the slow ones an item each.
 *
 * Both sorts are in the same field. A request whose callback may take the table's mutex carries the
 * same flag that makes it do so, as slow: on the branch without that flag, the callback finds its own
 * flag unset as well and takes no lock. So task 1, which waits with the mutex held, is served.
 */

#include <linux/completion.h>
#include <linux/list.h>
#include <linux/mutex.h>
#include <linux/slab.h>
#include <linux/spinlock.h>
#include <linux/workqueue.h>

struct table {
	struct mutex lock;
	struct completion synced;
	u64 updates;
};

struct operation {
	struct list_head list;
	struct table *table;
	bool slow;
	void (*end)(struct operation *operation);
};

struct update {
	struct operation operation;
	bool counts;
};

struct dispatcher {
	spinlock_t lock;
	struct list_head done;
	struct work_struct work;
};

struct slow_item {
	struct work_struct work;
	struct operation *operation;
};

int hw_submit(struct operation *operation);

static void update_end(struct operation *operation)
{
	struct update *update = container_of(operation, struct update, operation);

	if (update->counts) {
		mutex_lock(&operation->table->lock);
		operation->table->updates++;
		mutex_unlock(&operation->table->lock);
	}
	kfree(update);
}

static void sync_end(struct operation *operation)
{
	complete(&operation->table->synced);
	kfree(operation);
}

static void run_slow(struct work_struct *work)
{
	struct slow_item *item = container_of(work, struct slow_item, work);

	item->operation->end(item->operation);
	kfree(item);
}

static void dispatch(struct work_struct *work)
{
	struct dispatcher *dispatcher = container_of(work, struct dispatcher, work);
	struct operation *operation, *next;
	LIST_HEAD(done);

	spin_lock_irq(&dispatcher->lock);
	list_splice_init(&dispatcher->done, &done);
	spin_unlock_irq(&dispatcher->lock);

	list_for_each_entry_safe(operation, next, &done, list) {
		list_del(&operation->list);
		if (operation->slow) {
			struct slow_item *item;

			item = kmalloc(sizeof(*item), GFP_KERNEL | __GFP_NOFAIL);
			INIT_WORK(&item->work, run_slow);
			item->operation = operation;
			schedule_work(&item->work);
		} else {
			operation->end(operation);
		}
	}
}

int table_update_ok(struct table *table, bool counts)
{
	struct update *update = kzalloc(sizeof(*update), GFP_KERNEL);

	if (!update)
		return -ENOMEM;
	update->counts = counts;
	update->operation.table = table;
	update->operation.slow = update->counts;
	update->operation.end = update_end;
	return hw_submit(&update->operation);
}

int table_sync_ok(struct table *table)
{
	struct operation *operation = kzalloc(sizeof(*operation), GFP_KERNEL);
	int err;

	if (!operation)
		return -ENOMEM;
	operation->table = table;
	operation->end = sync_end;

	mutex_lock(&table->lock);
	reinit_completion(&table->synced);
	err = hw_submit(operation);
	if (!err)
		wait_for_completion(&table->synced);
	mutex_unlock(&table->lock);
	return err;
}

void dispatcher_init_ok(struct dispatcher *dispatcher)
{
	spin_lock_init(&dispatcher->lock);
	INIT_LIST_HEAD(&dispatcher->done);
	INIT_WORK(&dispatcher->work, dispatch);
}
