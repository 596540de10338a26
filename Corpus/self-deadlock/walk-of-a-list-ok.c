// run: kernel-version=6.1
/*
 * Each element of a list is locked in turn, the next one before the last is given back: the variable
 * is the same, the object is not. Nor is the element of an array that the loop has moved on to.
 */

#include <linux/list.h>
#include <linux/spinlock.h>

struct node {
	spinlock_t lock;
	struct node *next;
	int value;
};

int chain_sum_ok(struct node *node)
{
	struct node *next;
	int sum = 0;

	spin_lock(&node->lock);
	while (node->next) {
		next = node->next;
		spin_lock_nested(&next->lock, SINGLE_DEPTH_NESTING);
		sum += next->value;
		spin_unlock(&node->lock);
		node = next;
	}
	spin_unlock(&node->lock);
	return sum;
}

struct table {
	spinlock_t locks[8];
};

void table_lock_all_ok(struct table *table)
{
	int i;

	for (i = 0; i < 8; i++)
		spin_lock_nested(&table->locks[i], i);
	for (i = 0; i < 8; i++)
		spin_unlock(&table->locks[i]);
}
