// run: kernel-version=4.9
/*
 * A chain of notifiers, one of which unregisters another while the chain is being called.
 *
 * Unregistering waits until nobody is in the chain any more, with synchronize_rcu. Task 1 calls the
 * chain under RCU, so it waits for itself: one task is enough.
 */

#include <linux/mutex.h>
#include <linux/rculist.h>

struct notifier {
	struct list_head list;
	void (*call)(struct notifier *self, unsigned long event);
	struct notifier *other;
};

static LIST_HEAD(chain);
static DEFINE_SPINLOCK(chain_lock);

void notifier_register(struct notifier *n, void (*call)(struct notifier *, unsigned long))
{
	n->call = call;
	spin_lock(&chain_lock);
	list_add_tail_rcu(&n->list, &chain);
	spin_unlock(&chain_lock);
}

void notifier_unregister(struct notifier *n)
{
	spin_lock(&chain_lock);
	list_del_rcu(&n->list);
	spin_unlock(&chain_lock);
	synchronize_rcu();
}

static void note_event(struct notifier *self, unsigned long event)
{
	smp_wmb();
}

static void note_last_event(struct notifier *self, unsigned long event)
{
	if (event == 0)
		notifier_unregister(self->other);
}

void notifier_setup(struct notifier *first, struct notifier *second)
{
	second->other = first;
	notifier_register(first, note_event);
	notifier_register(second, note_last_event);
}

void notifier_call_bad(unsigned long event)
{
	struct notifier *n;

	rcu_read_lock();
	list_for_each_entry_rcu(n, &chain, list)
		n->call(n, event); // expect: sleep-in-rcu confirmed
	rcu_read_unlock();
}
