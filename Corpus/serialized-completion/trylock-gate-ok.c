// run: kernel-version=6.1
/*
 * A link whose worker goes for the table only with the gate, and only tries for the gate.
 *
 * Task 1 holds gate and table_lock and waits for its answer. Task 2, the worker, meets an item that
 * changes the table: while gate is not free it puts the item off and goes on to task 1's answer; with
 * gate it waits for table_lock, which then nobody holds who waits for an answer.
 */

#include <linux/completion.h>
#include <linux/list.h>
#include <linux/mutex.h>
#include <linux/workqueue.h>

struct item {
	struct list_head list;
	bool changes;
	struct completion *answered;
};

struct link {
	struct mutex gate;
	struct mutex table_lock;
	struct list_head items;
	struct work_struct work;
	int changes;
};

int hw_ask(struct link *link);

static void link_items_ok(struct work_struct *work)
{
	struct link *link = container_of(work, struct link, work);
	struct item *item, *next;

	list_for_each_entry_safe(item, next, &link->items, list) {
		if (!item->changes) {
			complete(item->answered);
			continue;
		}
		if (!mutex_trylock(&link->gate))
			continue;
		mutex_lock(&link->table_lock);
		link->changes++;
		mutex_unlock(&link->table_lock);
		mutex_unlock(&link->gate);
	}
}

int link_ask_ok(struct link *link, struct item *item)
{
	DECLARE_COMPLETION_ONSTACK(answered);
	int err;

	item->answered = &answered;
	mutex_lock(&link->gate);
	mutex_lock(&link->table_lock);
	err = hw_ask(link);
	wait_for_completion(&answered); // expect: serialized-completion refuted
	mutex_unlock(&link->table_lock);
	mutex_unlock(&link->gate);
	return err;
}

void link_init_ok(struct link *link)
{
	mutex_init(&link->gate);
	mutex_init(&link->table_lock);
	INIT_LIST_HEAD(&link->items);
	INIT_WORK(&link->work, link_items_ok);
}
