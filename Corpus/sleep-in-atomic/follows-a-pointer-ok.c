// run: kernel-version=6.1
/*
 * One function takes the lock that it finds for an address and stores a pointer to it; others give it back
 * through that pointer before they sleep. A second one unlocks whatever its object was locked with.
 */

#include <linux/sched.h>
#include <linux/slab.h>
#include <linux/spinlock.h>

struct table {
	spinlock_t lock;
	unsigned long *entries;
};

struct walk {
	struct table *table;
	unsigned long *entry;
	spinlock_t *locked;
};

static spinlock_t *lock_of(struct table *table)
{
	return &table->lock;
}

static int walk_to(struct walk *walk, unsigned long index)
{
	spinlock_t *lock = lock_of(walk->table);

	walk->locked = lock;
	spin_lock(lock);
	walk->entry = &walk->table->entries[index];
	if (*walk->entry)
		return 1;
	*walk->entry = index;
	spin_unlock(walk->locked);
	return 0;
}

int walk_and_sleep(struct walk *walk, unsigned long index)
{
	if (walk_to(walk, index)) {
		*walk->entry = 0;
		spin_unlock(walk->locked);
	}
	might_sleep();
	return 0;
}

struct node {
	spinlock_t lock;
	struct owner *owner;
};

struct owner {
	spinlock_t lock;
	int nodes;
};

static void node_unlink(struct node *node)
{
	struct owner *owner = node->owner;

	node->owner = NULL;
	owner->nodes--;
	spin_unlock(&node->lock);
	spin_unlock(&owner->lock);
}

static void node_kill(struct node *node)
{
	if (node->owner)
		node_unlink(node);
	else
		spin_unlock(&node->lock);
	msleep(1);
}

void node_drop(struct node *node)
{
	struct owner *owner = node->owner;

	spin_lock(&owner->lock);
	spin_lock(&node->lock);
	node_kill(node);
}
