// run: kernel-version=6.1
/*
 * A balloon gives its pages back before a task is killed for lack of memory. It takes its lock for that, which it also
 * holds while it asks for memory that is there.
 */

#include <linux/gfp.h>
#include <linux/mutex.h>
#include <linux/notifier.h>
#include <linux/oom.h>
#include <linux/slab.h>

struct balloon {
	struct mutex lock;
	struct notifier_block nb;
	void *page;
};

static int balloon_oom(struct notifier_block *nb, unsigned long event, void *data)
{
	struct balloon *balloon = container_of(nb, struct balloon, nb);

	mutex_lock(&balloon->lock);
	kfree(balloon->page);
	balloon->page = NULL;
	mutex_unlock(&balloon->lock);
	return NOTIFY_OK;
}

int balloon_probe(struct balloon *balloon)
{
	mutex_init(&balloon->lock);
	balloon->nb.notifier_call = balloon_oom;
	return register_oom_notifier(&balloon->nb);
}

void balloon_fill(struct balloon *balloon)
{
	mutex_lock(&balloon->lock);
	balloon->page = kmalloc(4096, GFP_NOWAIT);
	mutex_unlock(&balloon->lock);
}
