// run: kernel-version=6.1
/*
 * A pad that is polled by a work item. It is closed with the mutex of its input device held, which the work takes.
 */

#include <linux/mutex.h>
#include <linux/workqueue.h>

struct input_dev {
	struct mutex mutex;
	int users;
	int (*open)(struct input_dev *dev);
	void (*close)(struct input_dev *dev);
};

void *input_get_drvdata(struct input_dev *dev);

struct pad {
	struct input_dev *input;
	struct delayed_work poll;
};

static void pad_poll(struct work_struct *work)
{
	struct pad *pad = container_of(to_delayed_work(work), struct pad, poll);

	mutex_lock(&pad->input->mutex);
	if (pad->input->users)
		schedule_delayed_work(&pad->poll, 10);
	mutex_unlock(&pad->input->mutex);
}

static void pad_close_bad(struct input_dev *dev)
{
	struct pad *pad = input_get_drvdata(dev);

	cancel_delayed_work_sync(&pad->poll); // expect: flush-under-lock confirmed
}

void pad_init(struct pad *pad)
{
	INIT_DELAYED_WORK(&pad->poll, pad_poll);
	pad->input->close = pad_close_bad;
}
