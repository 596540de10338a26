// run: kernel-version=6.1
/*
 * A chain of notifiers that may sleep, so it is walked under SRCU.
 *
 * Sleeping in a section of SRCU is what it is for; who waits for the section waits for that
 * srcu_struct only. The helper leaves the section open, and the caller closes it.
 */

#include <linux/mutex.h>
#include <linux/rculist.h>
#include <linux/slab.h>
#include <linux/srcu.h>

struct listener {
	struct list_head list;
	int (*event)(struct listener *listener, int number);
	struct mutex lock;
	char *text;
};

DEFINE_STATIC_SRCU(listeners_srcu);
static LIST_HEAD(listeners);
static DEFINE_MUTEX(listeners_lock);

static int listener_event(struct listener *listener, int number)
{
	char *text = kmalloc(64, GFP_KERNEL);

	if (!text)
		return -ENOMEM;
	mutex_lock(&listener->lock);
	kfree(listener->text);
	listener->text = text;
	mutex_unlock(&listener->lock);
	return 0;
}

void listener_add_ok(struct listener *listener)
{
	listener->event = listener_event;
	mutex_lock(&listeners_lock);
	list_add_tail_rcu(&listener->list, &listeners);
	mutex_unlock(&listeners_lock);
}

static struct list_head *listeners_get(int *idx)
{
	*idx = srcu_read_lock(&listeners_srcu);
	return &listeners;
}

int listeners_call_ok(int number)
{
	struct listener *listener;
	struct list_head *head;
	int idx, err = 0;

	head = listeners_get(&idx);
	list_for_each_entry_rcu(listener, head, list) {
		err = listener->event(listener, number);
		if (err)
			break;
	}
	srcu_read_unlock(&listeners_srcu, idx);
	return err;
}

void listener_remove_ok(struct listener *listener)
{
	mutex_lock(&listeners_lock);
	list_del_rcu(&listener->list);
	mutex_unlock(&listeners_lock);
	synchronize_srcu(&listeners_srcu);
}
