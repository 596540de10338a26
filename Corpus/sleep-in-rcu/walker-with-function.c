// run: kernel-version=5.10
/*
 * A walk under RCU that calls what it is given, and a caller that gives it a function that sleeps.
 *
 * Task 1 is in the section of the walk when the visitor waits for the child's mutex; task 2 has that
 * mutex and waits in synchronize_rcu. A second walk is for visitors that sleep, and has no section.
 */

#include <linux/mutex.h>
#include <linux/rculist.h>

struct child {
	struct list_head list;
	struct mutex lock;
	int state;
};

struct parent {
	struct list_head children;
	struct mutex lock;
};

typedef int (*visit_fn)(struct child *child, void *data);

static int parent_walk_rcu(struct parent *parent, visit_fn visit, void *data)
{
	struct child *child;
	int err = 0;

	rcu_read_lock();
	list_for_each_entry_rcu(child, &parent->children, list) {
		err = visit(child, data); // expect: sleep-in-rcu confirmed
		if (err)
			break;
	}
	rcu_read_unlock();
	return err;
}

static int parent_walk_locked(struct parent *parent, visit_fn visit, void *data)
{
	struct child *child;
	int err = 0;

	mutex_lock(&parent->lock);
	list_for_each_entry(child, &parent->children, list) {
		err = visit(child, data);
		if (err)
			break;
	}
	mutex_unlock(&parent->lock);
	return err;
}

static int child_count(struct child *child, void *data)
{
	*(int *)data += child->state;
	return 0;
}

static int child_stop(struct child *child, void *data)
{
	mutex_lock(&child->lock);
	child->state = 0;
	mutex_unlock(&child->lock);
	return 0;
}

int parent_count_ok(struct parent *parent)
{
	int count = 0;

	parent_walk_rcu(parent, child_count, &count);
	return count;
}

int parent_stop_bad(struct parent *parent)
{
	return parent_walk_rcu(parent, child_stop, NULL);
}

int parent_stop_ok(struct parent *parent)
{
	return parent_walk_locked(parent, child_stop, NULL);
}

void child_remove(struct parent *parent, struct child *child)
{
	mutex_lock(&parent->lock);
	mutex_lock(&child->lock);
	list_del_rcu(&child->list);
	synchronize_rcu();
	mutex_unlock(&child->lock);
	mutex_unlock(&parent->lock);
}
