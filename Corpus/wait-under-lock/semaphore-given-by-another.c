// run: kernel-version=6.1
/*
 * A semaphore counts the answers of a device. Who waits for one has the mutex that the work which hands them out asks for.
 */

#include <linux/mutex.h>
#include <linux/semaphore.h>
#include <linux/workqueue.h>

struct device {
	struct mutex lock;
	struct semaphore answers;
	struct work_struct work;
	int count;
};

void ask_bad(struct device *device)
{
	mutex_lock(&device->lock);
	down(&device->answers); // expect: wait-under-lock confirmed
	mutex_unlock(&device->lock);
}

static void answer(struct work_struct *work)
{
	struct device *device = container_of(work, struct device, work);

	mutex_lock(&device->lock);
	device->count++;
	mutex_unlock(&device->lock);
	up(&device->answers);
}

void device_start(struct device *device)
{
	INIT_WORK(&device->work, answer);
	schedule_work(&device->work);
}
