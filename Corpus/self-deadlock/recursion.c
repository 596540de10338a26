// run: kernel-version=6.1
/*
 * A tree that is walked by a function which calls itself for each child, with the lock of the whole tree held.
 */

#include <linux/mutex.h>

struct node {
	struct node *child;
	struct node *next;
	int marked;
};

static DEFINE_MUTEX(tree_mutex);

void tree_mark(struct node *node)
{
	struct node *child;

	mutex_lock(&tree_mutex);
	node->marked = 1;
	for (child = node->child; child; child = child->next)
		tree_mark(child); // expect: self-deadlock confirmed
	mutex_unlock(&tree_mutex);
}
