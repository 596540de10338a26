// run: kernel-version=6.1
/*
 * The head of the work is that of RCU. It is given to a task, which runs it on its way to user space, where it may
 * sleep.
 */

#include <linux/kernel.h>
#include <linux/mutex.h>
#include <linux/task_work.h>

struct report {
	struct callback_head work;
	int count;
};

static DEFINE_MUTEX(reports_lock);
static int reports;

static void report_write_ok(struct callback_head *work)
{
	struct report *report = container_of(work, struct report, work);

	mutex_lock(&reports_lock);
	reports += report->count;
	mutex_unlock(&reports_lock);
}

int report_file_ok(struct report *report)
{
	report->work.func = report_write_ok;
	return task_work_add(current, &report->work, TWA_RESUME);
}
