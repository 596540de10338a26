// run: kernel-version=6.1
/*
 * The signaller completes first and takes the lock after that.
 */

#include <linux/completion.h>
#include <linux/mutex.h>
#include <linux/workqueue.h>

struct printer {
	struct mutex lock;
	struct completion ready;
	struct work_struct work;
	int pages;
};

static void printer_work(struct work_struct *work)
{
	struct printer *printer = container_of(work, struct printer, work);

	complete(&printer->ready);
	mutex_lock(&printer->lock);
	printer->pages++;
	mutex_unlock(&printer->lock);
}

void printer_init(struct printer *printer)
{
	INIT_WORK(&printer->work, printer_work);
}

void printer_sync_ok(struct printer *printer)
{
	mutex_lock(&printer->lock);
	schedule_work(&printer->work);
	wait_for_completion(&printer->ready);
	mutex_unlock(&printer->lock);
}
