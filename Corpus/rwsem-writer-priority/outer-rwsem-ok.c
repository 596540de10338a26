// run: kernel-version=6.1
/*
 * A tree with a lock for its shape around one for its contents.
 *
 * Task 1 holds both for reading and waits for the walker. Whoever writes the contents holds the shape
 * for writing first, and that it cannot have while task 1 reads the shape: no writer ever queues
 * for the contents before task 1 is done, and task 2 reads them without hindrance.
 */

#include <linux/completion.h>
#include <linux/rwsem.h>
#include <linux/workqueue.h>

struct tree {
	struct rw_semaphore shape;
	struct rw_semaphore contents;
	struct completion walked;
	struct work_struct walk;
	unsigned long nodes;
};

void visit(struct tree *tree);

static void tree_walk(struct work_struct *work)
{
	struct tree *tree = container_of(work, struct tree, walk);

	down_read(&tree->contents);
	visit(tree);
	up_read(&tree->contents);
	complete(&tree->walked);
}

unsigned long tree_count_ok(struct tree *tree)
{
	unsigned long nodes;

	down_read(&tree->shape);
	down_read(&tree->contents);
	schedule_work(&tree->walk);
	wait_for_completion(&tree->walked); // expect: rwsem-writer-priority refuted
	nodes = tree->nodes;
	up_read(&tree->contents);
	up_read(&tree->shape);
	return nodes;
}

void tree_insert_ok(struct tree *tree)
{
	down_write(&tree->shape);
	down_write(&tree->contents);
	tree->nodes++;
	up_write(&tree->contents);
	up_write(&tree->shape);
}

void tree_init_ok(struct tree *tree)
{
	init_rwsem(&tree->shape);
	init_rwsem(&tree->contents);
	init_completion(&tree->walked);
	INIT_WORK(&tree->walk, tree_walk);
}
