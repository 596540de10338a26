// run: kernel-version=6.1
/*
 * A firmware loader that waits with its lock held, and a device whose method answers through the
 * loader: the method takes the lock, then the answer completes.
 */

#include <linux/completion.h>
#include <linux/mutex.h>
#include <linux/workqueue.h>

struct loader;

struct loader_ops {
	void (*reply)(struct loader *loader, int status);
};

struct loader {
	struct mutex lock;
	struct completion done;
	struct work_struct work;
	const struct loader_ops *ops;
	int status;
};

static void loader_store(struct loader *loader, int status)
{
	mutex_lock(&loader->lock);
	loader->status = status;
	mutex_unlock(&loader->lock);
}

static void dev_reply(struct loader *loader, int status)
{
	loader_store(loader, status);
	complete(&loader->done);
}

static const struct loader_ops dev_ops = { .reply = dev_reply };

static void loader_work(struct work_struct *work)
{
	struct loader *loader = container_of(work, struct loader, work);

	loader->ops->reply(loader, 0);
}

void loader_init(struct loader *loader)
{
	loader->ops = &dev_ops;
	INIT_WORK(&loader->work, loader_work);
}

int loader_run_bad(struct loader *loader)
{
	int err = -EIO;

	mutex_lock(&loader->lock);
	if (!loader->ops)
		goto out;
	schedule_work(&loader->work);
	wait_for_completion(&loader->done); // expect: wait-under-lock confirmed
	err = loader->status;
out:
	mutex_unlock(&loader->lock);
	return err;
}
