#ifndef CORPUS_LINUX_USB_H
#define CORPUS_LINUX_USB_H

#include <linux/types.h>
#include <linux/device.h>
#include <linux/gfp.h>
#include <linux/module.h>

struct urb;

struct usb_device {
	int devnum;
	struct device dev;
};

struct usb_interface {
	struct device dev;
};

struct usb_device_id {
	u16 idVendor;
	u16 idProduct;
};

struct usb_driver {
	const char *name;
	int (*probe)(struct usb_interface *intf, const struct usb_device_id *id);
	void (*disconnect)(struct usb_interface *intf);
	int (*suspend)(struct usb_interface *intf, int message);
	int (*resume)(struct usb_interface *intf);
	int (*pre_reset)(struct usb_interface *intf);
	int (*post_reset)(struct usb_interface *intf);
	const struct usb_device_id *id_table;
};

int usb_register(struct usb_driver *drv);
void usb_deregister(struct usb_driver *drv);
#define module_usb_driver(drv) module_driver_of(drv, usb_register, usb_deregister)
void *usb_get_intfdata(struct usb_interface *intf);
void usb_set_intfdata(struct usb_interface *intf, void *data);
struct usb_device *interface_to_usbdev(struct usb_interface *intf);
struct urb *usb_alloc_urb(int packets, gfp_t flags);
void usb_free_urb(struct urb *urb);

typedef void (*usb_complete_t)(struct urb *urb);

struct urb {
	void *context;
	usb_complete_t complete;
	int status;
	struct usb_device *dev;
	void *transfer_buffer;
	u32 transfer_buffer_length;
	u32 actual_length;
};

void usb_fill_bulk_urb(struct urb *urb, struct usb_device *dev, unsigned int pipe, void *buffer,
		       int length, usb_complete_t complete, void *context);
int usb_submit_urb(struct urb *urb, gfp_t mem_flags);
void usb_kill_urb(struct urb *urb);

#endif
